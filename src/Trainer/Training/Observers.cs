namespace FakeNews.Trainer.Training;

/// <summary>Tells several observers.</summary>
public sealed class Observers(params ITrainingObserver[] observers) : ITrainingObserver
{
    /// <inheritdoc/>
    public void OnStep(StepReport step) => Array.ForEach(observers, observer => observer.OnStep(step));

    /// <inheritdoc/>
    public void OnEpoch(EpochReport epoch) => Array.ForEach(observers, observer => observer.OnEpoch(epoch));
}
