namespace FakeNews.Trainer.Training;

/// <summary>How a network is trained. The defaults are the study's.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the samples.</summary>
    public int Epochs { get; init; } = 3;

    /// <summary>Samples of one forward and backward pass.</summary>
    public int BatchRows { get; init; } = 16;

    /// <summary>Passes whose mean gradient makes one update.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>Highest learning rate.</summary>
    public double LearningRate { get; init; } = 2e-5;

    /// <summary>Updates until it is reached.</summary>
    public int WarmUpSteps { get; init; } = 500;

    /// <summary>Decoupled weight decay.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Largest norm of all gradients together.</summary>
    public double MaximumNorm { get; init; } = 1;

    /// <summary>Share of the truth given to the other label.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Weight of a teacher's word beside the label's, 0 to 1, for samples that have a teacher.</summary>
    public double TaughtShare { get; init; }

    /// <summary>What the log-odds of teacher and network are divided by before they are compared; the greater, the more it is the log-odds themselves that are learned.</summary>
    public double TeacherTemperature { get; init; } = 2;

    /// <summary>Epochs without a better score after which training stops.</summary>
    public int Patience { get; init; } = 2;

    /// <summary>Decides first weights, order, dropout and augmentation.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Longest input in tokens.</summary>
    public int MaximumTokens { get; init; } = 512;

    /// <summary>
    /// Parts of a batch that are computed side by side, each on one thread: on a CPU this is faster than one part on all threads, most of all beside other
    /// work. The rounding of a sum depends on it, so a run keeps its number.
    /// </summary>
    public int Lanes { get; init; } = 1;

    /// <summary>Parts that are not trained, as <see cref="FrozenParts"/> reads them.</summary>
    public string Freeze { get; init; } = "";

    /// <summary>Factor of the learning rate for each layer down from the classifier; 1 is the same everywhere.</summary>
    public double LayerDecay { get; init; } = 1;

    /// <summary>Weights of the labels in the loss, as <see cref="Training.ClassWeights"/> reads them.</summary>
    public string ClassWeights { get; init; } = "none";

    /// <summary>Pad every batch to <see cref="MaximumTokens"/>, as the study did: the same losses, several times slower.</summary>
    public bool PadToMaximum { get; init; }

    /// <summary>Where: cpu, cuda or auto.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>What matrix products are computed in: fp32, bf16, or auto (bf16 on a GPU).</summary>
    public string Arithmetic { get; init; } = "fp32";

    /// <summary>Updates between two checkpoints.</summary>
    public int CheckpointSteps { get; init; } = 200;
}
