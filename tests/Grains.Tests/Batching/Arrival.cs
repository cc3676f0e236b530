namespace FakeNews.Grains.Tests.Batching;

/// <summary>One article of a made-up arrival pattern.</summary>
/// <param name="Id">Its place in the pattern.</param>
/// <param name="At">Milliseconds after the start.</param>
/// <param name="Tokens">Its length.</param>
/// <param name="Model">Its affinity.</param>
/// <param name="HeadStart">Milliseconds that it counts as older.</param>
/// <param name="Again">Its length in the run after, for which it returns to the batcher; 0: there is none.</param>
/// <param name="Returned">True where it is there for that run.</param>
internal sealed record Arrival(int Id, int At, int Tokens, string Model, int HeadStart, int Again = 0, bool Returned = false)
{
    public int CountsFrom => At - HeadStart;
}
