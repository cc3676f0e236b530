using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Classification;

/// <summary>A tokenized article on its way to a device.</summary>
/// <param name="call">The call that waits for it.</param>
/// <param name="index">Its place in that call.</param>
/// <param name="model">The model that judges it.</param>
/// <param name="arm">Its side of a canary.</param>
/// <param name="ids">Its packed ids.</param>
/// <param name="tokens">How much was read of how much.</param>
internal sealed class PendingArticle(JudgingCall call, int index, ModelSnapshot model, ModelArm? arm, ReadOnlyMemory<byte> ids, TokenCount tokens)
{
    public JudgingCall Call => call;

    public ModelSnapshot Model => model;

    public ReadOnlyMemory<byte> Ids => ids;

    /// <summary>Runs that it was part of and that failed.</summary>
    public int Attempts { get; set; }

    public void Judge(float fake, float real, DateTimeOffset now) =>
        call.Settle(index, Judgement.Of(VerdictWriter.Judged(call.Submissions[index], model, tokens, fake, real, now, arm)));

    public void Fail(string exceptionType, string message) => call.Settle(index, Judgement.Failed(new(exceptionType, message, Math.Max(1, Attempts))));
}
