namespace FakeNews.Trainer.Retraining;

/// <summary>How a model is trained on (section <c>Trainer:Retrain</c>).</summary>
public sealed class RetrainOptions
{
    /// <summary>Passes over labels and replay. Default 2.</summary>
    public int Epochs { get; set; } = 2;

    /// <summary>Highest learning rate. Default 5e-5.</summary>
    public double LearningRate { get; set; } = 5e-5;

    /// <summary>Share of the steps in which the rate rises to it, 0 to 1. Default 0.1.</summary>
    public double WarmUp { get; set; } = 0.1;

    /// <summary>Articles of a batch. Default 16.</summary>
    public int BatchRows { get; set; } = 16;

    /// <summary>Longest input while training, in tokens; the finished model reads as much as the champion. Default 256.</summary>
    public int Tokens { get; set; } = 256;

    /// <summary>Articles of the base data that are learned again, for each labelled one, so that nothing old is forgotten. Default 4.</summary>
    public double Replay { get; set; } = 4;

    /// <summary>Articles of the base data that are learned again at least. Default 500.</summary>
    public int ReplayLeast { get; set; } = 500;

    /// <summary>Articles of the base data's validation part that pick the best epoch at most. Default 400.</summary>
    public int ValidationMost { get; set; } = 400;

    /// <summary>Seed of base split, replay, order and dropout: it must be the base model's, so that what it was judged on stays unseen. Default 42.</summary>
    public int Seed { get; set; } = 42;

    /// <summary>Articles of each label of the base data used at most, as the base model's run had it. Default all.</summary>
    public int? Limit { get; set; }

    /// <summary>Updates between two checkpoints. Default 20.</summary>
    public int CheckpointSteps { get; set; } = 20;

    /// <summary>What can't work, a sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (Epochs < 1 || BatchRows < 1 || CheckpointSteps < 1 || ReplayLeast < 0 || ValidationMost < 1)
        {
            yield return "Trainer:Retrain:Epochs, BatchRows, CheckpointSteps and ValidationMost must be 1 or more, ReplayLeast 0 or more.";
        }

        if (!(LearningRate > 0) || !(Replay >= 0) || WarmUp is not (>= 0 and <= 1))
        {
            yield return "Trainer:Retrain:LearningRate must be above 0, Replay 0 or more, WarmUp from 0 to 1.";
        }

        if (Tokens is < 8 or > 8192 || Limit is < 10)
        {
            yield return "Trainer:Retrain:Tokens must be from 8 to 8192, and Limit 10 or more.";
        }
    }
}
