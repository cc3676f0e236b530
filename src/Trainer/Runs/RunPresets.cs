using FakeNews.Grains.Text;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Runs;

/// <summary>Recipes by name.</summary>
public static class RunPresets
{
    /// <summary>Names of all presets.</summary>
    public static IReadOnlyList<string> Names { get; } = ["demo"];

    /// <summary>
    /// The bundled model: a MobileBERT of 6 layers with 2 feed-forward networks in each, from scratch, own vocabulary, masks on, random windows of the bodies
    /// and titles alone.
    /// </summary>
    public static RunOptions Demo(string data, string output, string run) => new()
    {
        DataFolder = data,
        OutputFolder = output,
        RunFolder = run,
        Name = "demo",
        Network = new MobileBertConfig
        {
            VocabularySize = 8000,
            Layers = 6,
            FeedForwardNetworks = 2,
            HiddenDropout = 0,
            ClassifierDropout = 0.1,
            AttentionDropout = 0,
        },
        Training = new TrainingOptions
        {
            Epochs = 5,
            BatchRows = 32,
            LearningRate = 4e-4,
            WarmUpSteps = 200,
            WeightDecay = 0.05,
            LabelSmoothing = 0.05,
            Patience = 6,
            Lanes = 4,
        },
        Augmentation = new AugmentationOptions(),
        Masks = [.. TextMasks.All.Select(mask => mask.Name)],
    };
}
