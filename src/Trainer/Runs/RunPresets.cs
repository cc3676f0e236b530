using FakeNews.Grains.Text;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Training;
using FakeNews.Trainer.Variety;

namespace FakeNews.Trainer.Runs;

/// <summary>Recipes by name.</summary>
public static class RunPresets
{
    private const int MostLanes = 8;

    /// <summary>Names of all presets.</summary>
    public static IReadOnlyList<string> Names { get; } = ["demo", "variety", "study"];

    /// <summary>The recipe of that name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="data">Folder of article sets, or null.</param>
    /// <param name="output">The package's folder.</param>
    /// <param name="run">The run's folder.</param>
    public static RunOptions Named(string name, string? data, string output, string run) => name switch
    {
        "study" => Study(data, output, run),
        "variety" => Variety(data, output, run),
        _ => Demo(data, output, run),
    };

    /// <summary>
    /// The bundled model: a MobileBERT of 6 layers with 2 feed-forward networks in each, from scratch, own vocabulary, masks on, random windows of the bodies
    /// and titles alone.
    /// </summary>
    public static RunOptions Demo(string? data, string output, string run) => new()
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

    /// <summary>
    /// Several sources: the network of <see cref="Demo"/>, trained on with windows of ISOT and four other sets, each of which has its share, taught by labels and by bags of words.
    /// <see cref="RunOptions.Start"/> names the package that it goes on from.
    /// </summary>
    public static RunOptions Variety(string? data, string output, string run)
    {
        var demo = Demo(data, output, run);
        return demo with
        {
            Preset = "variety",
            Name = "variety",
            Variety = new VarietyOptions(),
            Training = demo.Training with { Epochs = 4, LearningRate = 3e-4, WarmUpSteps = 30, TaughtShare = 0.6 },
        };
    }

    /// <summary>
    /// For a comparison of small networks from scratch: whole articles of 128 tokens, a vocabulary of 8,000, nothing masked, near repetitions out, titles never apart.
    /// </summary>
    public static RunOptions Small(string? data, string output, string run) => new()
    {
        Preset = "small",
        DataFolder = data,
        OutputFolder = output,
        RunFolder = run,
        Name = "small",
        Repetitions = Repetitions.Near,
        ValidationTokens = 128,
        Training = new TrainingOptions
        {
            Epochs = 2,
            BatchRows = 16,
            LearningRate = 4e-4,
            WarmUpSteps = 50,
            MaximumTokens = 128,
            Lanes = Math.Min(MostLanes, Environment.ProcessorCount),
        },
    };

    /// <summary>
    /// The study's fine-tuning: title, blank, text, nothing masked, nothing taken out; 512 tokens, batch 16, AdamW at 2e-5 with decay 0.01, 500 warm-up steps, then
    /// linear to 0, 3 epochs, the best by weighted F1, patience 2, seed 42, a random split 70:15:15 stratified by label. <see cref="RunOptions.From"/> names the network.
    /// </summary>
    public static RunOptions Study(string? data, string output, string run) => new()
    {
        Preset = "study",
        DataFolder = data,
        OutputFolder = output,
        RunFolder = run,
        Name = "study",
        Split = SplitKind.Random,
        Repetitions = Repetitions.Keep,
        ValidationTokens = 512,
        Leaks = true,
        Training = new TrainingOptions { Device = "auto", Arithmetic = "auto", Lanes = Math.Min(MostLanes, Environment.ProcessorCount) },
    };
}
