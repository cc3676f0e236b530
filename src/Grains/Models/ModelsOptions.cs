namespace FakeNews.Grains.Models;

/// <summary>Configuration section <c>Models</c>: which model judges.</summary>
public sealed class ModelsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Models";

    /// <summary>A package's folder or .zip; a relative path is looked for in the working folder, then beside the program. Default: the bundled model.</summary>
    public string Package { get; set; } = "models/demo";

    /// <summary><c>fp32</c>, <c>fp16</c> or <c>int8</c>. Default: the package's first graph.</summary>
    public string? Precision { get; set; }

    /// <summary>How many of the package's golden examples each device must reproduce before the silo is ready, shortest first. Default 4.</summary>
    public int GoldenAtStart { get; set; } = 4;

    /// <summary>The package's path, resolved.</summary>
    public string ResolvePackage()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, Package);
        return !Path.Exists(Package) && Path.Exists(beside) ? beside : Path.GetFullPath(Package);
    }
}
