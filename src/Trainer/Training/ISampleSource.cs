namespace FakeNews.Trainer.Training;

/// <summary>Gives each epoch its samples.</summary>
public interface ISampleSource
{
    /// <summary>Samples of every epoch: always the same number, so that the schedule is known beforehand.</summary>
    int Count { get; }

    /// <summary>The samples of one epoch, from 0. The same epoch gives the same samples, whatever was asked before.</summary>
    IReadOnlyList<Sample> Epoch(int epoch);
}
