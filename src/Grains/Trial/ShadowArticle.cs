using FakeNews.Grains.Cascade;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Trial;

/// <summary>An article that the champion has judged, for the candidate to judge as well, as it would serve.</summary>
internal sealed record ShadowArticle(Submission Submission, Verdict Champion, ModelSnapshot Candidate, FlipTally Flips, CascadeBook Cascades, TimeProvider Time) : ISpareWork
{
    public async Task RunAsync(InferenceDevice device)
    {
        var tokens = Candidate.Tokenize(Submission.Article.Title, Submission.Article.Text, out var ids);
        if (ids.IsEmpty)
        {
            Flips.Compare(Champion, VerdictWriter.Unscored(Submission, Candidate, VerdictReason.NoContent, Time.GetUtcNow()));
            return;
        }

        var reading = new ArticleReading(Candidate, ids, tokens, Cascades.Allows(Candidate));
        float[] logits;
        do
        {
            logits = await device.RunAsync(TokenBatch.Pack(Candidate.Identity.Sha256, reading.Length, [reading.Ids]));
        }
        while (reading.ReadsOn(logits[0], logits[1]));

        Flips.Compare(Champion, VerdictWriter.Judged(Submission, Candidate, reading.Tokens, logits[0], logits[1], Time.GetUtcNow()));
    }

    public void Dropped() => Flips.Dropped();

    public void Failed() => Flips.Failed();
}
