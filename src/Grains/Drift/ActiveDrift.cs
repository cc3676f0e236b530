namespace FakeNews.Grains.Drift;

/// <summary>A drift that goes on.</summary>
/// <param name="Measure">Of which measure.</param>
/// <param name="Since">When it was first seen.</param>
public sealed record ActiveDrift(DriftMeasure Measure, DateTimeOffset Since);
