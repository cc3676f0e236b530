using FakeNews.Ingest.Replay;

namespace FakeNews.Ingest.DeadLetters;

/// <summary>What became of the letters that were to go back.</summary>
/// <param name="Sent">What was sent; of a rehearsal what would be.</param>
/// <param name="Lost">Letters that were cut, whose original Kafka has no more: they can't go back.</param>
/// <param name="Gone">Letters that Kafka deleted meanwhile.</param>
public sealed record LetterReplaySummary(ReplayProgress Sent, long Lost, long Gone)
{
    /// <summary>True where every letter went back.</summary>
    public bool IsWhole => Sent.Failed + Lost + Gone == 0;
}
