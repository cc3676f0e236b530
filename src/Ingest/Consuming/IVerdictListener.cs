using FakeNews.Grains.Contracts;

namespace FakeNews.Ingest.Consuming;

/// <summary>
/// Is told of verdicts after they are delivered, for display only: best effort, in commit order, and what a dying process did not get to tell is not told again.
/// Called on the consumer's thread: must return at once and not throw.
/// </summary>
public interface IVerdictListener
{
    /// <summary>Verdicts that readers of the verdicts' topic can see now.</summary>
    void Delivered(IReadOnlyList<Verdict> verdicts);
}
