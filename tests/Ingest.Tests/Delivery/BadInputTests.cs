using System.Text;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Parsing;
using FakeNews.Ingest.Tests.Support;

namespace FakeNews.Ingest.Tests.Delivery;

/// <summary>Every bad record becomes exactly one dead letter or verdict, with its bytes, key and headers, and the partition goes on.</summary>
public sealed class BadInputTests(RealBroker broker)
{
    [Fact]
    public async Task Each_bad_record_is_one_dead_letter_with_its_bytes_key_headers_and_reason()
    {
        var cases = BadInput.Rejected;
        await using var host = await IngestHost.StartAsync(new HeldJudge(), "silo", broker.Settings());
        var input = cases.Select((bad, index) => Topic.Bytes(bad.Body, $"k{index}", [("mine", "ünchanged"), .. bad.Headers])).ToList();
        await Topic.WriteAsync(broker.Address, host.Topics.Articles, input);
        await Topic.WriteAsync(broker.Address, host.Topics.Articles, [Topic.Json("""{"id":"good","title":"after all that"}""", "good")]);

        var letters = Topic.Read(broker.Address, host.Topics.DeadLetters, cases.Count);
        Assert.Equal("good", Encoding.UTF8.GetString(Assert.Single(Topic.Read(broker.Address, host.Topics.Verdicts, 1)).Message.Key!));
        Assert.Equal(cases.Count, letters.Count);
        var byKey = letters.ToDictionary(letter => Encoding.UTF8.GetString(letter.Message.Key!));
        for (var index = 0; index < cases.Count; index++)
        {
            var (letter, bad) = (byKey[$"k{index}"], cases[index]);
            Assert.True(bad.Body is null ? letter.Message.Value is null : bad.Body.AsSpan().SequenceEqual(letter.Message.Value), bad.Name);
            Assert.Equal(bad.Reason, Topic.Header(letter, "reason"));
            Assert.Equal("ünchanged", Topic.Header(letter, "mine"));
            Assert.All(bad.Headers, header => Assert.Equal(header.Value, Topic.Header(letter, header.Name)));
            Assert.Equal(host.Topics.Articles, Topic.Header(letter, "original-topic"));
            Assert.Equal("1", Topic.Header(letter, "attempts"));
            Assert.Equal("ArticleRejected", Topic.Header(letter, "exception-type"));
            Assert.EndsWith(".", Topic.Header(letter, "exception-message"), StringComparison.Ordinal);
            Assert.True(DateTimeOffset.TryParse(Topic.Header(letter, "failed-at"), out _));
            Assert.Equal(ContractVersion.Current, Topic.Header(letter, ContractVersion.Header));
        }

        Assert.Equal(cases.Count, letters.Select(letter => (Topic.Header(letter, "original-partition"), Topic.Header(letter, "original-offset"))).Distinct().Count());
        await host.When(status => status.Lag == 0);
    }

    [Fact]
    public async Task Strange_but_judgeable_records_are_one_verdict_each()
    {
        var cases = BadInput.Judgeable;
        await using var host = await IngestHost.StartAsync(new HeldJudge(), "silo", broker.Settings());
        var input = cases.Select((strange, index) => Topic.Bytes(strange.Body, $"k{index}", strange.Headers)).ToList();
        await Topic.WriteAsync(broker.Address, host.Topics.Articles, input);

        var verdicts = Topic.Read(broker.Address, host.Topics.Verdicts, cases.Count);
        Assert.Equal(cases.Count, verdicts.Select(verdict => Encoding.UTF8.GetString(verdict.Message.Key!)).Distinct().Count());
        Assert.Equal(cases.Count, verdicts.Count);
        Assert.Empty(Topic.Read(broker.Address, host.Topics.DeadLetters, 0));
    }

    [Fact]
    public async Task An_article_that_can_not_be_judged_is_dead_lettered_with_the_judges_reason()
    {
        await using var host = await IngestHost.StartAsync(new HeldJudge(), "silo", broker.Settings());
        await Topic.WriteAsync(broker.Address, host.Topics.Articles, [
            Topic.Json("""{"id":"p","text":"poison"}""", "same", ("attempts", "4")),
            Topic.Json("""{"id":"q","text":"fine"}""", "same"),
        ]);

        var letter = Assert.Single(Topic.Read(broker.Address, host.Topics.DeadLetters, 1));
        Assert.Equal(RejectionReason.JudgingFailed, Topic.Header(letter, "reason"));
        Assert.Equal("Test.PoisonException", Topic.Header(letter, "exception-type"));
        Assert.Equal("7", Topic.Header(letter, "attempts"));
        Assert.Single(Topic.Read(broker.Address, host.Topics.Verdicts, 1));
    }
}
