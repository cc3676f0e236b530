using System.Text;
using System.Text.Json;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Consuming;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Ingest.Parsing;
using FakeNews.Ingest.Tests.Support;

namespace FakeNews.Ingest.Tests.DeadLetters;

/// <summary>The way back with a real broker: from dead letters to verdicts, or to letters that know where they began.</summary>
public sealed class LetterReplayTests(RealBroker broker)
{
    [Fact]
    public async Task What_failed_for_a_while_becomes_a_verdict_under_the_id_it_had_and_what_fails_again_names_its_first_letter()
    {
        var stop = TestContext.Current.CancellationToken;
        var judge = new HeldJudge { OnJudge = static batch => Refuse(batch) };
        await using var host = await IngestHost.StartAsync(judge, "silo", broker.Settings());
        await Topic.WriteAsync(broker.Address, host.Topics.Articles, [
            Topic.Json("""{"title":"without an id"}""", "transient"),
            Topic.Bytes([0xFF, 0x01], "broken", ("mine", "ünchanged")),
        ]);
        Assert.Equal(2, Topic.Read(broker.Address, host.Topics.DeadLetters, 2).Count);

        // The judge is well again; the bytes are as broken as they were.
        judge.OnJudge = null;
        var first = await host.Letters.SelectAsync(LetterFilter.All, stop);
        var rehearsed = await host.LetterReplay.SendAsync(first, rehearse: true, null, stop);
        Assert.Equal((2, true), (rehearsed.Sent.Sent, rehearsed.IsWhole));
        Assert.Equal(2, Topic.Read(broker.Address, host.Topics.Articles, 2).Count);

        var interrupted = await host.LetterReplay.SendAsync(first, rehearse: false, null, new CancellationToken(canceled: true));
        Assert.Equal((0, 0), (interrupted.Sent.Sent, interrupted.Gone));
        Assert.Equal(2, Topic.Read(broker.Address, host.Topics.Articles, 2).Count);

        var sent = await host.LetterReplay.SendAsync(first, rehearse: false, null, stop);
        Assert.Equal((2, true), (sent.Sent.Sent, sent.IsWhole));
        var verdict = JsonSerializer.Deserialize(Assert.Single(Topic.Read(broker.Address, host.Topics.Verdicts, 1)).Message.Value, ContractJson.Default.Verdict)!;
        Assert.Equal(3, Topic.Read(broker.Address, host.Topics.DeadLetters, 3).Count);
        var all = await host.Letters.SelectAsync(LetterFilter.All, stop);

        // The id is the place where the article lay first, not where the replay put it.
        var transient = all.Entries.Single(entry => entry.Reason == "judging-failed");
        Assert.Equal($"{host.Topics.Articles}-{transient.Origin!.Partition}-{transient.Origin.Offset}", verdict.ArticleId);
        Assert.NotEqual(transient.Origin.Offset, verdict.Input!.Offset);
        var broken = all.Entries.Where(entry => entry.Reason == "invalid-utf8").ToArray();
        Assert.Equal([1, 2], broken.Select(entry => entry.Attempts));
        Assert.Equal([null, broken[0].Place], broken.Select(entry => entry.FirstLetter));
        var letter = (await host.Letters.FetchAsync(broken[1].Place, stop))!;
        Assert.Equal([0xFF, 0x01], letter.Value);
        Assert.Equal("broken", Encoding.UTF8.GetString(letter.Key!));
        Assert.Equal(["mine=ünchanged"], Letters.Text(letter.OriginalHeaders));

        // Both letters of the broken article are meant; it goes back once.
        var once = (await host.Letters.SelectAsync(new() { Reasons = ["invalid-utf8"] }, stop)).OncePerArticle();
        Assert.Equal(broken[1].Place, Assert.Single(once.Entries).Place);
        Assert.Equal(1, (await host.LetterReplay.SendAsync(once, rehearse: false, null, stop)).Sent.Sent);
        Assert.Equal(4, Topic.Read(broker.Address, host.Topics.DeadLetters, 4).Count);
        var third = (await host.Letters.SelectAsync(new() { Limit = 1 }, stop)).Entries.Single();
        Assert.Equal((3, broken[0].Place), (third.Attempts, third.FirstLetter));
    }

    [Fact]
    public async Task A_letter_that_was_cut_goes_back_whole_while_Kafka_has_its_original()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = IngestHost.Create(new HeldJudge(), "silo", broker.Settings(("Partitions", "1")));
        await host.StartAsync();
        await host.When(status => status.Partitions.Length > 0);
        await host.StopAsync();
        var body = Encoding.UTF8.GetBytes(new string('x', 200_000));
        await Topic.WriteAsync(broker.Address, host.Topics.Articles, [Topic.Bytes(body, "large", ("mine", "1"))]);
        var kept = new InputRecord(host.Topics.Articles, 0, 0, DateTimeOffset.UnixEpoch, "large"u8.ToArray(), body, []);
        var gone = kept with { Offset = 77 };
        var records = new DeadLetterRecords(host.Topics, TimeProvider.System);
        await Topic.WriteAsync(broker.Address, host.Topics.DeadLetters, new[] { kept, gone }.Select(input =>
        {
            var cut = records.Write(input, new Rejection("not-json", "A sentence.")).Record.Smaller!();
            return new Confluent.Kafka.Message<byte[]?, byte[]?> { Key = cut.Key, Value = cut.Value, Headers = cut.Headers };
        }));

        var summary = await host.LetterReplay.SendAsync(await host.Letters.SelectAsync(LetterFilter.All, stop), rehearse: false, null, stop);

        Assert.Equal((1, 1, false), (summary.Sent.Sent, summary.Lost, summary.IsWhole));
        var back = Topic.Read(broker.Address, host.Topics.Articles, 2)[1];
        Assert.Equal(body, back.Message.Value);
        Assert.Equal("1", Topic.Header(back, "mine"));
    }

    [Fact]
    public async Task Letters_of_an_open_or_aborted_transaction_are_not_seen()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = await IngestHost.StartAsync(new HeldJudge(), "silo", broker.Settings(("Partitions", "1")));
        await Topic.WriteAsync(broker.Address, host.Topics.Articles, [Topic.Json("not json", "a")]);
        Assert.Single(Topic.Read(broker.Address, host.Topics.DeadLetters, 1));
        var configuration = host.Connection.Producer("other");
        configuration.TransactionalId = "other-" + host.Topics.Articles;
        using var other = new Confluent.Kafka.ProducerBuilder<byte[]?, byte[]?>(configuration).Build();
        other.InitTransactions(TimeSpan.FromSeconds(30));
        other.BeginTransaction();
        await other.ProduceAsync(host.Topics.DeadLetters, new() { Value = "open"u8.ToArray() }, stop);

        Assert.Single((await host.Letters.SelectAsync(LetterFilter.All, stop)).Entries);
        other.AbortTransaction();
        Assert.Single((await host.Letters.SelectAsync(LetterFilter.All, stop)).Entries);
    }

    private static void Refuse(System.Collections.Immutable.ImmutableArray<Submission> batch) => throw new FormatException($"no judge for {batch.Length}");
}
