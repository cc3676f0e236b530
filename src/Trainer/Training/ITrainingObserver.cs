namespace FakeNews.Trainer.Training;

/// <summary>Watches a training.</summary>
public interface ITrainingObserver
{
    /// <summary>After every update.</summary>
    void OnStep(StepReport step);

    /// <summary>After every epoch.</summary>
    void OnEpoch(EpochReport epoch);
}
