using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Retraining;

/// <summary>Keeps how far a retraining is, for whoever asks. Thread-safe.</summary>
/// <param name="time">For the time left.</param>
public sealed class RetrainProgress(TimeProvider time) : ITrainingObserver
{
    private const int MostPoints = 200;
    private const double Smoothing = 0.9;

    private readonly Lock _gate = new();
    private readonly List<LossPoint> _curve = [];
    private readonly List<LossPoint> _validation = [];
    private RetrainStage _stage;
    private StepReport? _last;
    private double _loss = double.NaN;
    private int _firstStep, _thin = 1;
    private long _began;

    /// <summary>A stage begins.</summary>
    public void Enter(RetrainStage stage)
    {
        lock (_gate)
        {
            _stage = stage;
        }
    }

    /// <inheritdoc/>
    public void OnStep(StepReport step)
    {
        ArgumentNullException.ThrowIfNull(step);
        lock (_gate)
        {
            if (_last is null)
            {
                (_firstStep, _began) = (step.Step, time.GetTimestamp());
            }

            _last = step;
            _loss = double.IsNaN(_loss) ? step.Loss : (Smoothing * _loss) + ((1 - Smoothing) * step.Loss);
            if (step.Step % _thin == 0)
            {
                _curve.Add(new(step.Step, _loss));
            }

            if (_curve.Count > MostPoints)
            {
                // Every second point goes, and of the coming ones too.
                _thin *= 2;
                _curve.RemoveAll(point => point.Step % _thin != 0);
            }
        }
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        lock (_gate)
        {
            _validation.Add(new(_last?.Step ?? 0, epoch.ValidationLoss));
        }
    }

    /// <summary>As it is now.</summary>
    public RetrainFigures Now()
    {
        lock (_gate)
        {
            TimeSpan? left = _last is { } last && last.Step > _firstStep && _stage == RetrainStage.Training
                ? time.GetElapsedTime(_began) / (last.Step - _firstStep) * (last.Total - last.Step)
                : null;
            return new(_stage, _last?.Step ?? 0, _last?.Total ?? 0, _last?.Epoch ?? 0, double.IsNaN(_loss) ? null : _loss, left?.TotalSeconds, [.. _curve], [.. _validation]);
        }
    }
}
