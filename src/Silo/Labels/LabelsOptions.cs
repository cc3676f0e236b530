namespace FakeNews.Silo.Labels;

/// <summary>Labels by reviewers.</summary>
internal sealed class LabelsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Labels";

    /// <summary>Longest note with a label, in characters; a longer one is answered 400. 0 to 2,000.</summary>
    public int LongestNote { get; set; } = 1_000;

    /// <summary>Most articles whose labels are remembered for the page and the precision of flags; of more, those labelled longest ago are left out. 1 to 10,000,000.</summary>
    public int Remembered { get; set; } = 100_000;
}
