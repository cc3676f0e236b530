namespace FakeNews.Grains.Models;

/// <summary>What a cascade did on validation.</summary>
/// <param name="Flips">Decisions that the first step made otherwise than the whole.</param>
/// <param name="Articles">All articles, those no longer than the first step included.</param>
/// <param name="ReadOnShare">Of the articles longer than the first step, the share that was read on.</param>
public sealed record CascadeMeasurement(int Flips, int Articles, double ReadOnShare);
