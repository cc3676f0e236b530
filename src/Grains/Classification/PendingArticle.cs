using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Classification;

/// <summary>A tokenized article on its way to a device.</summary>
/// <param name="call">The call that waits for it.</param>
/// <param name="index">Its place in that call.</param>
/// <param name="ids">Its packed ids.</param>
/// <param name="tokens">How much was read of how much.</param>
internal sealed class PendingArticle(JudgingCall call, int index, ReadOnlyMemory<byte> ids, TokenCount tokens)
{
    public JudgingCall Call => call;

    public ReadOnlyMemory<byte> Ids => ids;

    /// <summary>Runs that it was part of and that failed.</summary>
    public int Attempts { get; set; }

    public void Judge(float fake, float real, DateTimeOffset now) =>
        call.Settle(index, Judgement.Of(VerdictWriter.Judged(call.Submissions[index], call.Model, tokens, fake, real, now)));

    public void Fail(string exceptionType, string message) => call.Settle(index, Judgement.Failed(new(exceptionType, message, Math.Max(1, Attempts))));
}
