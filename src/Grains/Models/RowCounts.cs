namespace FakeNews.Grains.Models;

/// <summary>Rows of each part of a split.</summary>
public sealed record RowCounts(int Training, int Validation, int HeldOut);
