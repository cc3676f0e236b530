namespace FakeNews.Trainer.Checkpoints;

/// <summary>A parameter that file and network have with different shapes, or that the file has in whole numbers (quantized).</summary>
/// <param name="Name">The network's name for it.</param>
/// <param name="InFile">What the file has.</param>
/// <param name="Expected">What the network wants.</param>
public sealed record ShapeMismatch(string Name, TensorEntry InFile, TensorShape Expected)
{
    /// <summary>Both sides, for a list.</summary>
    public override string ToString() => $"{Name}: the file has {InFile.Type.Code()} {InFile.Shape}, the model needs {Expected}";
}
