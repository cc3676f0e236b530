using FakeNews.Grains.Models;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Packages;

/// <summary>What a package is made of.</summary>
/// <param name="Options">The run's options.</param>
/// <param name="Recipe">How an article becomes text.</param>
/// <param name="Data">What it was trained on.</param>
/// <param name="Pieces">The vocabulary by id.</param>
/// <param name="Network">The network whose logits the graph has.</param>
/// <param name="Model">The ONNX graph.</param>
/// <param name="Judgement">Calibration, thresholds and scores.</param>
/// <param name="Encoder">Makes ids of the golden examples.</param>
/// <param name="Report">Files of the report by their path in the package.</param>
public sealed record PackageContent(
    RunOptions Options,
    TextRecipe Recipe,
    RunData Data,
    IReadOnlyList<string> Pieces,
    IClassifierNetwork Network,
    byte[] Model,
    Judgement Judgement,
    ArticleEncoder Encoder,
    IReadOnlyDictionary<string, byte[]> Report);
