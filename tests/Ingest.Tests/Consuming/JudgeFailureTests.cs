using FakeNews.Ingest.Tests.Support;

namespace FakeNews.Ingest.Tests.Consuming;

public sealed class JudgeFailureTests
{
    [Fact]
    public async Task A_poisonous_article_is_found_by_halving_and_dead_lettered_alone()
    {
        var judge = new HeldJudge
        {
            OnJudge = batch =>
            {
                if (batch.Any(submission => submission.Article.Id == "a00013"))
                {
                    throw new FormatException("poison");
                }
            },
        };
        await using var host = await IngestHost.StartAsync(judge, "silo");
        var address = host.Connection.BootstrapServers;
        var ids = Audit.Ids(0, 40);
        await Audit.SendAsync(address, host, ids);
        await host.When(status => status is { Lag: 0, InFlight: 0 });
        Audit.EachHasExactlyOneResult(address, host, ids);
        var letter = Assert.Single(Topic.Read(address, host.Topics.DeadLetters, 1));
        Assert.Equal("a00013", System.Text.Encoding.UTF8.GetString(letter.Message.Key!));
        Assert.Equal("System.FormatException", Topic.Header(letter, "exception-type"));
        Assert.Equal("3", Topic.Header(letter, "attempts"));
    }

    [Fact]
    public async Task An_outage_of_the_judge_dead_letters_nothing()
    {
        var failures = 0;
        var judge = new HeldJudge
        {
            OnJudge = batch =>
            {
                if (Interlocked.Increment(ref failures) <= 8)
                {
                    throw new TimeoutException("no device");
                }
            },
        };
        await using var host = await IngestHost.StartAsync(judge, "silo", ("BatchArticles", "100"));
        var address = host.Connection.BootstrapServers;
        var ids = Audit.Ids(0, 10);
        await Audit.SendAsync(address, host, ids);
        await host.When(status => status is { Lag: 0, InFlight: 0 });
        Assert.True(failures > 8);
        Assert.Equal(10, Topic.Read(address, host.Topics.Verdicts, 10).Count);
        Assert.Empty(Topic.Read(address, host.Topics.DeadLetters, 0));
    }
}
