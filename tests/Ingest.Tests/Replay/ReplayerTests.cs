using System.Text;
using FakeNews.Ingest.Replay;
using FakeNews.Ingest.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FakeNews.Ingest.Tests.Replay;

public sealed class ReplayerTests
{
    [Fact]
    public async Task Records_are_sent_at_the_rate_and_summed_up()
    {
        await using var host = IngestHost.Create(new HeldJudge(), "silo");
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var handed = 0;
        IEnumerable<ReplayRecord> Records()
        {
            for (; handed < 3; handed++)
            {
                yield return new ReplayRecord(Encoding.UTF8.GetBytes($$"""{"title":"{{handed}}"}"""), null);
            }
        }

        var replay = new Replayer(host.Connection, time, NullLogger<Replayer>.Instance)
            .SendAsync(Records(), rate: 0.01, cancellationToken: TestContext.Current.CancellationToken);
        var start = time.GetUtcNow();
        while (!replay.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var summary = await replay;
        Assert.Equal((3, 0), (summary.Sent, summary.Failed));
        Assert.InRange(summary.Elapsed, TimeSpan.FromSeconds(200), TimeSpan.MaxValue);
        Assert.True(time.GetUtcNow() - start >= TimeSpan.FromSeconds(200));
        Assert.Equal(3, Topic.Read(host.Connection.BootstrapServers, host.Topics.Articles, 3).Count);
    }
}
