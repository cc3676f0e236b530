using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Classification;

/// <summary>A tokenized article on its way to a device.</summary>
/// <param name="call">The call that waits for it.</param>
/// <param name="index">Its place in that call.</param>
/// <param name="model">The model that judges it.</param>
/// <param name="arm">Its side of a canary.</param>
/// <param name="reading">What the model reads of it.</param>
/// <param name="headStart">How much older it counts than it is.</param>
internal sealed class PendingArticle(JudgingCall call, int index, ModelSnapshot model, ModelArm? arm, ArticleReading reading, TimeSpan headStart)
{
    public JudgingCall Call => call;

    public ModelSnapshot Model => model;

    public ArticleReading Reading => reading;

    public TimeSpan HeadStart => headStart;

    /// <summary>The clock's timestamp of when it was let in.</summary>
    public long Arrived { get; set; }

    /// <summary>True after the first of two steps: it has given back its room at the door.</summary>
    public bool IsReadOn { get; private set; }

    /// <summary>Runs of the present step that it was part of and that failed.</summary>
    public int Attempts { get; set; }

    /// <summary>True where the logits do not decide and the whole must be read.</summary>
    public bool ReadsOn(float fake, float real)
    {
        if (!reading.ReadsOn(fake, real))
        {
            return false;
        }

        (IsReadOn, Attempts) = (true, 0);
        return true;
    }

    public void Judge(float fake, float real, DateTimeOffset now) =>
        call.Settle(index, Judgement.Of(VerdictWriter.Judged(call.Submissions[index], model, reading.Tokens, fake, real, now, arm)));

    public void Fail(string exceptionType, string message) => call.Settle(index, Judgement.Failed(new(exceptionType, message, Math.Max(1, Attempts))));
}
