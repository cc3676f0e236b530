namespace FakeNews.Grains.Devices.FaultPoints;

/// <summary>
/// Configuration section <c>Faults</c>, which only test builds have (Debug, or <c>-p:FaultPoints=true</c>): lets a harness make this silo's lanes misbehave.
/// </summary>
internal sealed class FaultPointOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Faults";

    /// <summary>A file that is read before every run: absent or empty for none, else <c>slow MILLISECONDS</c>, <c>fail</c>, <c>nan</c> or <c>hang</c>.</summary>
    public string? File { get; set; }
}
