using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Networks;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Training;

/// <summary>
/// The training, in one piece: batches of like length, forward, backward, clip, AdamW, linear schedule; after each epoch validation, whose best weights
/// are kept. What is random in a step follows from the seed and the step's number alone, so a training goes on from a checkpoint as if it had never stopped.
/// </summary>
/// <param name="network">Trained in place; ends with the best epoch's weights.</param>
/// <param name="samples">What is learned from.</param>
/// <param name="validation">What picks the best epoch.</param>
/// <param name="options">How.</param>
/// <param name="device">Where.</param>
/// <param name="observer">Is told of every step and epoch.</param>
/// <param name="checkpoint">Where the state is kept, or null.</param>
/// <param name="weights">Of the labels in the loss; null where both count alike.</param>
public sealed class TrainingLoop(
    IClassifierNetwork network,
    ISampleSource samples,
    IReadOnlyList<Sample> validation,
    TrainingOptions options,
    Device device,
    ITrainingObserver observer,
    TrainingCheckpoint? checkpoint = null,
    ClassWeights? weights = null)
{
    private readonly int _batches = LengthBuckets.BatchCount(samples.Count, options.BatchRows);

    private int StepsPerEpoch => (_batches + options.Accumulation - 1) / options.Accumulation;

    /// <summary>Trains to the end, or to the epoch at which patience ends.</summary>
    /// <param name="resume">Whether to go on from the checkpoint, where there is one.</param>
    /// <param name="cancellation">Stops after the current step, with a checkpoint.</param>
    /// <returns>The epochs, the best marked.</returns>
    /// <exception cref="OperationCanceledException">It was stopped; the checkpoint holds its state.</exception>
    public IReadOnlyList<EpochReport> Run(bool resume = false, CancellationToken cancellation = default)
    {
        var parameters = network.Parameters;
        var (layers, frozen) = (network.Structure.Depth, FrozenParts.Parse(options.Freeze, network.Structure.Depth));
        foreach (var (name, parameter) in parameters)
        {
            parameter.requires_grad = !frozen.Contains(name);
        }

        using var lanes = new LaneThreads(TrainingDevice.IsGpu(device) ? 1 : options.Lanes);
        using var optimizer = new AdamW(parameters, options.WeightDecay, name => ParameterDepth.RateFactor(name, layers, options.LayerDecay));
        var schedule = new LinearSchedule(options.LearningRate, options.WarmUpSteps, options.Epochs * StepsPerEpoch);
        var state = (resume ? checkpoint?.Load(parameters, optimizer) : null) ?? new TrainingState(0, 0, [], parameters.ToArrays());

        while (state.Step < schedule.Total && !OutOfPatience(state.Epochs))
        {
            var epoch = state.Step / StepsPerEpoch;
            var order = new Random(unchecked((options.Seed * 31) + epoch));
            var batches = LengthBuckets.Shuffled(samples.Epoch(epoch), options.BatchRows, order).Chunk(options.Accumulation);
            foreach (var batch in batches.Skip(state.Step % StepsPerEpoch))
            {
                var (loss, norm, rows) = Update(optimizer, lanes, batch, schedule.Rate(state.Step), state.Step);
                state = state with { Step = state.Step + 1, LossSum = state.LossSum + (loss * rows) };
                observer.OnStep(new StepReport(
                    state.Step, schedule.Total, epoch + 1, loss, norm, schedule.Rate(state.Step - 1), rows, batch.Sum(b => b.Sum(s => s.Ids.Length))));

                // The last step of an epoch is followed by its evaluation, and saved with that.
                if (state.Step % StepsPerEpoch != 0 && (cancellation.IsCancellationRequested || state.Step % options.CheckpointSteps == 0))
                {
                    checkpoint?.Save(state, parameters, optimizer);
                    cancellation.ThrowIfCancellationRequested();
                }
            }

            state = Judge(state, epoch);
            checkpoint?.Save(state, parameters, optimizer);
            cancellation.ThrowIfCancellationRequested();
        }

        parameters.Load(state.Best);
        return state.Epochs;
    }

    /// <summary>One update from one or more batches: the mean of their mean losses.</summary>
    private (double Loss, double Norm, int Rows) Update(AdamW optimizer, LaneThreads lanes, IReadOnlyList<Sample>[] batches, double rate, int step)
    {
        using var scope = NewDisposeScope();
        using var gradients = new GradientLanes(network, options, device, lanes, step, weights);
        var loss = batches.Sum(batch => gradients.Add(batch, 1.0 / batches.Length));
        var (norm, scale) = gradients.Clip(options.MaximumNorm);
        optimizer.Step(gradients.Sum, rate, scale);
        return (loss, norm, batches.Sum(batch => batch.Count));
    }

    /// <summary>Evaluates after an epoch.</summary>
    private TrainingState Judge(TrainingState state, int epoch)
    {
        var logits = Predictor.Logits(network, validation, device);
        var metrics = ClassificationMetrics.Measure(
            [.. validation.Select(sample => sample.Label)],
            [.. logits.Select(row => Predictor.ProbabilityOfReal(row))]);
        var report = new EpochReport(epoch + 1, state.LossSum / samples.Count, metrics.LogLoss, metrics.Confusion.Accuracy, metrics.Confusion.Weighted.F1, Best: false);
        report = report with { Best = state.Epochs.All(report.IsBetterThan) };
        observer.OnEpoch(report);
        return new TrainingState(state.Step, 0, [.. state.Epochs, report], report.Best ? network.Parameters.ToArrays() : state.Best);
    }

    private bool OutOfPatience(IReadOnlyList<EpochReport> epochs) =>
        epochs.Count > 0 && epochs.Count - (1 + epochs.ToList().FindLastIndex(epoch => epoch.Best)) >= options.Patience;
}
