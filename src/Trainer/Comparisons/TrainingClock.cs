using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Comparisons;

/// <summary>Measures a training as it goes: how long it took, and how fast updates alone were.</summary>
/// <param name="time">Measures.</param>
public sealed class TrainingClock(TimeProvider time) : ITrainingObserver
{
    private long _began, _last;
    private int _epoch;
    private long _samples;
    private TimeSpan _updating;

    /// <summary>From the first update to the last evaluation.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>Samples a second between updates of an epoch; null before the second.</summary>
    public double? Rate => _updating > TimeSpan.Zero ? _samples / _updating.TotalSeconds : null;

    /// <inheritdoc/>
    public void OnStep(StepReport step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var now = time.GetTimestamp();
        _began = _began == 0 ? now : _began;
        if (_epoch == step.Epoch)
        {
            _updating += time.GetElapsedTime(_last, now);
            _samples += step.Samples;
        }

        (_last, _epoch) = (now, step.Epoch);
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport epoch) => Duration = time.GetElapsedTime(_began);
}
