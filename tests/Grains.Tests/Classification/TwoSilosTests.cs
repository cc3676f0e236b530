using FakeNews.Grains.Classification;

namespace FakeNews.Grains.Tests.Classification;

public sealed class TwoSilosTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tokenizer_grain_judges_in_order()
    {
        await using var silos = await TwoSilos.StartAsync();
        var submissions = Articles.Many(200);

        var judgements = await silos.Cluster.Client.GetGrain<ITokenizerGrain>(0).JudgeAsync(submissions, Cancellation).WaitAsync(Bound, Cancellation);

        Assert.Equal(submissions.Select(submission => submission.Article.Id), judgements.Select(judgement => judgement.Verdict!.ArticleId));
        Assert.All(judgements.Zip(submissions), pair => Assert.Equal(Articles.ExpectedProbability(pair.Second), pair.First.Verdict!.FakeProbability!.Value, 9));
    }
}
