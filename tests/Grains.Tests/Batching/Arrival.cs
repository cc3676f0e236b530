namespace FakeNews.Grains.Tests.Batching;

/// <summary>One article of a made-up arrival pattern.</summary>
/// <param name="Id">Its place in the pattern.</param>
/// <param name="At">Milliseconds after the start.</param>
/// <param name="Tokens">Its length.</param>
/// <param name="Model">Its affinity.</param>
/// <param name="HeadStart">Milliseconds that it counts as older.</param>
internal sealed record Arrival(int Id, int At, int Tokens, string Model, int HeadStart)
{
    public int CountsFrom => At - HeadStart;
}
