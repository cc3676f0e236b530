namespace FakeNews.Trainer.Export;

/// <summary>Precisions as a manifest and the command line write them.</summary>
public static class GraphPrecisionNames
{
    /// <summary><c>fp32</c>, <c>fp16</c> or <c>int8</c>.</summary>
    public static string Name(this GraphPrecision precision) => precision switch
    {
        GraphPrecision.Fp32 => "fp32",
        GraphPrecision.Fp16 => "fp16",
        _ => "int8",
    };
}
