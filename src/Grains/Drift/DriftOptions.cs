namespace FakeNews.Grains.Drift;

/// <summary>Configuration section <c>Drift</c>: when the stream counts as another than the model was made for.</summary>
public sealed class DriftOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Drift";

    /// <summary>Latest articles that are compared with the reference. Default 250; larger sees smaller changes, later.</summary>
    public int Window { get; set; } = 250;

    /// <summary>Articles from one look to the next. Default 50.</summary>
    public int Step { get; set; } = 50;

    /// <summary>Articles after an activation that a reference is learned from where the package has none. Default 2000.</summary>
    public int LearnFrom { get; set; } = 2000;

    /// <summary>False: a package's reference is not used, all is learned from the stream. Default true.</summary>
    public bool UsePackage { get; set; } = true;

    /// <summary>Largest chance of any false alarm within <see cref="Horizon"/> articles of an unchanged stream. Default 0.05.</summary>
    public double FalseAlarms { get; set; } = 0.05;

    /// <summary>Articles that <see cref="FalseAlarms"/> is about; the looks in them are corrected for. Default 100000.</summary>
    public int Horizon { get; set; } = 100_000;

    /// <summary>Smallest population stability index that counts, however sure it is. Default 0.1.</summary>
    public double MinimumPsi { get; set; } = 0.1;

    /// <summary>Publishers that have a bin of their own, 1 to 100. Default 20.</summary>
    public int NamedSources { get; set; } = 20;
}
