using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FakeNews.Trainer.Training;

/// <summary>
/// What a batch's logits cost: cross-entropy with the labels, smoothed and weighted as asked, and for samples with a teacher its share of the cross-entropy with what the teacher
/// says at <see cref="TrainingOptions.TeacherTemperature"/> (Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network").
/// </summary>
/// <param name="options">Smoothing, the teacher's share and temperature.</param>
/// <param name="weights">Of the labels; both alike where there are teachers.</param>
internal sealed class TrainingLoss(TrainingOptions options, ClassWeights weights)
{
    /// <summary>The mean over the rows.</summary>
    /// <param name="logits">[rows, 2].</param>
    /// <param name="labels">[rows], int64.</param>
    /// <param name="rows">The samples.</param>
    public Tensor Mean(Tensor logits, Tensor labels, IReadOnlyList<Sample> rows)
    {
        var likelihoods = F.log_softmax(logits, 1);
        if (!weights.AreEqual)
        {
            return Weighted(likelihoods, labels);
        }

        if (options.TaughtShare > 0 && rows.Any(row => row.Taught is not null))
        {
            return Taught(logits, likelihoods, labels, rows);
        }

        var truth = -likelihoods.gather(1, labels.unsqueeze(1)).mean();
        return options.LabelSmoothing == 0 ? truth : ((1 - options.LabelSmoothing) * truth) - (options.LabelSmoothing * likelihoods.mean());
    }

    private Tensor Weighted(Tensor likelihoods, Tensor labels)
    {
        var factors = tensor([(float)weights.Fake, (float)weights.Real], device: likelihoods.device);
        var own = factors.index_select(0, labels);
        var truth = -(likelihoods.gather(1, labels.unsqueeze(1)).squeeze(1) * own).sum() / own.sum();
        return options.LabelSmoothing == 0
            ? truth
            : ((1 - options.LabelSmoothing) * truth) - (options.LabelSmoothing / 2 * (likelihoods * factors).sum() / own.sum());
    }

    private Tensor Taught(Tensor logits, Tensor likelihoods, Tensor labels, IReadOnlyList<Sample> rows)
    {
        var (temperature, smoothing) = (options.TeacherTemperature, options.LabelSmoothing);
        var share = tensor(rows.Select(row => row.Taught is null ? 0f : (float)options.TaughtShare).ToArray(), device: logits.device);
        var real = tensor(rows.Select(row => (float)(1 / (1 + Math.Exp(-(row.Taught ?? 0) / temperature)))).ToArray(), device: logits.device);
        var truth = -likelihoods.gather(1, labels.unsqueeze(1)).squeeze(1);
        var hard = smoothing == 0 ? truth : ((1 - smoothing) * truth) - (smoothing * likelihoods.mean([1]));

        // Its gradient shrinks with the square of the temperature, so it is scaled back.
        var softened = F.log_softmax(logits / temperature, 1);
        var soft = -(((1 - real) * softened.select(1, 0)) + (real * softened.select(1, 1))) * (temperature * temperature);
        return (((1 - share) * hard) + (share * soft)).mean();
    }
}
