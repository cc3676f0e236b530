namespace FakeNews.Grains.Drift;

/// <summary>A bin of a measure.</summary>
/// <param name="Name">Its name; a publisher's is untrusted text.</param>
/// <param name="Reference">Share of the reference's articles in it.</param>
/// <param name="Window">Share of the window's; null while that is empty.</param>
[GenerateSerializer, Immutable]
public sealed record DriftBin([property: Id(0)] string Name, [property: Id(1)] double Reference, [property: Id(2)] double? Window);
