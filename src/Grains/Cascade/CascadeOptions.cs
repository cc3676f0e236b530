namespace FakeNews.Grains.Cascade;

/// <summary>Configuration section <c>Cascade</c>: reading in two steps, for models whose package says how. Validated at start.</summary>
public sealed class CascadeOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Cascade";

    /// <summary>Obey the packages' cascades. Default true; false reads every article at once as far as its model reads.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Percent of the articles accepted on their beginning that are judged whole as well, in the shadow's share of the devices. Default 1; 0: none.</summary>
    public double CheckShare { get; set; } = 1;

    /// <summary>Largest share of all decisions that may flip; beyond it, for certain, a silo stops reading in two steps with that model. Default 0.01; 1: never.</summary>
    public double MaximumFlipRate { get; set; } = 0.01;

    /// <summary>Articles that must have been checked before the limit counts. Default 200.</summary>
    public int MinimumChecked { get; set; } = 200;
}
