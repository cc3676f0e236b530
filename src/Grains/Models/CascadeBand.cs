namespace FakeNews.Grains.Models;

/// <summary>A closed band of calibrated probabilities of fake; outside it the first step's verdict stands.</summary>
/// <param name="Below">Strictly below it: accepted. 0 accepts none there.</param>
/// <param name="Above">Strictly above it: accepted. 1 accepts none there. Not below <paramref name="Below"/>.</param>
public sealed record CascadeBand(double Below, double Above)
{
    /// <summary>True where a probability of the first step stands.</summary>
    public bool Accepts(double fakeProbability) => fakeProbability < Below || fakeProbability > Above;
}
