using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Consuming;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Ingest.Delivery;
using FakeNews.Ingest.Parsing;
using FakeNews.Ingest.Tests.Support;
using FakeNews.Tests.Support;
using Json.Schema;

namespace FakeNews.Ingest.Tests.Contracts;

/// <summary>The published schemas say what the code does: every field is in both, what the code writes validates, what the reader refuses does not.</summary>
public sealed class SchemaTests
{
    private static readonly Verdict Whole = new(
        "id", "title", "https://a.example/1", "source", VerdictLabel.Fake, 0.97, Decision.Flag, VerdictReason.Probability, new(0.8, 0.5),
        new("demo", "1.0.0", new string('a', 64)), new(512, 700), true, new("news.articles", 1, 42, DateTimeOffset.UnixEpoch), DateTimeOffset.UnixEpoch, 12.5);

    public static TheoryData<string, string> Types => new()
    {
        { "article", "" },
        { "verdict", "" },
        { "verdict", "thresholds" },
        { "verdict", "model" },
        { "verdict", "tokens" },
        { "verdict", "input" },
        { "label", "" },
        { "label", "verdict" },
        { "label", "input" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_field_of_the_code_is_in_the_schema_and_the_other_way_round(string schema, string part)
    {
        JsonTypeInfo type = (schema, part) switch
        {
            ("article", _) => ContractJson.Default.Article,
            ("label", "verdict") => ContractJson.Default.SeenVerdict,
            ("label", "") => ContractJson.Default.ArticleLabel,
            (_, "thresholds") => ContractJson.Default.DecisionThresholds,
            (_, "model") => ContractJson.Default.ModelIdentity,
            (_, "tokens") => ContractJson.Default.TokenCount,
            (_, "input") => ContractJson.Default.InputPosition,
            _ => ContractJson.Default.Verdict,
        };
        var document = JsonNode.Parse(Text(schema))!;
        var properties = (part.Length == 0 ? document : document["properties"]![part]!)["properties"]!.AsObject();
        // What is ignored can neither be read nor written.
        Assert.Equal(type.Properties.Where(property => property.Get is not null).Select(property => property.Name).Order(), properties.Select(property => property.Key).Order());
        Assert.All(properties, property => Assert.False(string.IsNullOrWhiteSpace((string?)property.Value!["description"])));
    }

    [Theory]
    [InlineData(typeof(VerdictLabel), "verdict", "label")]
    [InlineData(typeof(Decision), "verdict", "decision")]
    [InlineData(typeof(VerdictReason), "verdict", "reason")]
    [InlineData(typeof(ReviewLabel), "label", "label")]
    public void Every_value_of_an_enumeration_is_in_the_schema(Type type, string schema, string property)
    {
        var written = Enum.GetValues(type).Cast<object>().Select(value => (string)JsonSerializer.SerializeToNode(value, ContractJson.Default.GetTypeInfo(type)!)!);
        Assert.Equal(written.Order(), JsonNode.Parse(Text(schema))!["properties"]![property]!["enum"]!.AsArray().Select(value => (string)value!).Order());
    }

    [Fact]
    public void Verdicts_as_written_validate()
    {
        var verdicts = new VerdictRecords(new TopicNames());
        var bare = new Verdict("id", null, null, null, null, null, Decision.Review, VerdictReason.Language, new(0.8, 0.5), Whole.Model, null, false, null, DateTimeOffset.UnixEpoch, 0);
        var (verdict, flagged) = (Schema("verdict"), Schema("flagged"));
        foreach (var sample in new[] { Whole, bare, Whole with { Title = new string('x', 5000) } })
        {
            Assert.True(IsValid(verdict, verdicts.Write(sample, null).Record.Value!));
            Assert.True(IsValid(flagged, verdicts.Write(sample, null).Flagged!.Value!));
        }

        var passed = verdicts.Write(Whole with { Decision = Decision.Pass, FakeProbability = 0.1 }, null);
        Assert.Null(passed.Flagged);
        Assert.False(IsValid(flagged, passed.Record.Value!));
        Assert.False(IsValid(verdict, verdicts.Write(Whole with { FakeProbability = 1.5 }, null).Record.Value!));
    }

    [Fact]
    public void A_title_is_never_cut_within_a_character()
    {
        var title = new string('x', VerdictRecords.TitleLimit - 1) + "😀 and more";
        var written = JsonSerializer.Deserialize(new VerdictRecords(new TopicNames()).Write(Whole with { Title = title }, null).Record.Value, ContractJson.Default.Verdict)!;
        Assert.Equal(new string('x', VerdictRecords.TitleLimit - 1) + "…", written.Title);
    }

    [Fact]
    public void The_schema_accepts_the_articles_that_the_reader_accepts_and_refuses_those_it_refuses()
    {
        var schema = Schema("article");
        foreach (var (name, body, _, _, headers) in BadInput.Judgeable.Where(odd => odd.Headers.Length == 0 && odd.Body.Length < 5000 && odd.Body[0] == '{'))
        {
            // A JSON library need not read lone surrogates at all.
            Assert.True(name.Contains("surrogate", StringComparison.Ordinal) || IsValid(schema, body), name);
        }

        string[] byShape = [RejectionReason.NotAnObject, RejectionReason.WrongType, RejectionReason.NoContent, RejectionReason.FieldTooLong];
        foreach (var (name, body, reason, headers) in BadInput.Rejected.Where(bad => bad.Headers.Length == 0 && byShape.Contains(bad.Reason)))
        {
            Assert.False(IsValid(schema, body!), $"{name}: {reason}");
        }
    }

    [Fact]
    public void Headers_of_dead_letters_validate_and_all_reasons_are_listed()
    {
        var schema = Schema("dead-letter-headers");
        var records = new DeadLetterRecords(new TopicNames(), TimeProvider.System);
        var input = new InputRecord("news.articles", 3, 17, DateTimeOffset.UnixEpoch, null, new byte[100_000], []);
        var failed = records.Write(input, new JudgementFailure("System.FormatException", "line one\n\u001b[31m" + new string('x', 1000), 3)).Record;
        var letters = new List<OutgoingRecord> { failed, failed.Smaller!() };
        letters.AddRange(Reasons().Select(reason => records.Write(input, new Rejection(reason, "A sentence.")).Record));
        Assert.All(letters, letter => Assert.True(IsValid(schema, Headers(letter))));
        Assert.False(IsValid(schema, Headers(records.Write(input, new Rejection("unheard-of", "A sentence.")).Record)));

        var names = typeof(DeadLetterHeaders).GetFields().Where(field => field.Name != nameof(DeadLetterHeaders.RejectedType)).Select(field => (string)field.GetRawConstantValue()!);
        var document = JsonNode.Parse(Text("dead-letter-headers"))!["properties"]!.AsObject();
        Assert.Equal(names.Append(ContractVersion.Header).Order(), document.Select(property => property.Key).Order());
        Assert.Equal(Reasons().Order(), document["reason"]!["enum"]!.AsArray().Select(value => (string)value!).Order());
    }

    [Fact]
    public void Labels_as_written_validate_and_are_read_again()
    {
        var schema = Schema("label");
        var bare = new ArticleLabel("id", ReviewLabel.Real, "anna", "title", null, DateTimeOffset.UnixEpoch);
        var whole = bare with { Label = ReviewLabel.Unsure, Text = "Текст <b>", Note = "why", Source = "source", Language = "ru", Input = Whole.Input, Verdict = SeenVerdict.Of(Whole) };
        foreach (var label in new[] { bare, whole })
        {
            var bytes = LabelRecord.Write(label);
            Assert.True(IsValid(schema, bytes));
            Assert.True(LabelRecord.TryRead(bytes, out var read));
            Assert.Equal(label, read);
        }

        // An article that has passed the broker once must pass it again with its label.
        Assert.True(LabelRecord.Write(whole).Length < whole.Text.Length + 600);
    }

    [Theory]
    [InlineData("""{"articleId":"id","label":"real","reviewer":"","at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"articleId":"","label":"real","reviewer":"anna","at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"articleId":"id","label":"maybe","reviewer":"anna","at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"articleId":"id","label":3,"reviewer":"anna","at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"articleId":"id","label":"real","reviewer":"anna","at":"2026-01-01T00:00:00Z","verdict":{"decision":"flag"}}""")]
    [InlineData("[1]")]
    public void What_the_schema_refuses_is_read_as_no_label(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        Assert.False(IsValid(Schema("label"), bytes));
        Assert.False(LabelRecord.TryRead(bytes, out _));
    }

    private static IEnumerable<string> Reasons() => typeof(RejectionReason).GetFields().Select(field => (string)field.GetRawConstantValue()!);

    private static byte[] Headers(OutgoingRecord letter) => JsonSerializer.SerializeToUtf8Bytes(
        letter.Headers.ToDictionary(header => header.Key, header => Encoding.UTF8.GetString(header.GetValueBytes())));

    private static bool IsValid(JsonSchema schema, byte[] json) => schema.Evaluate(JsonDocument.Parse(json).RootElement).IsValid;

    private static string Text(string name) => File.ReadAllText(Path.Combine(SharedFolder.Repository, "docs", "schemas", name + ".schema.json"));

    private static JsonSchema Schema(string name)
    {
        var options = new BuildOptions { SchemaRegistry = new SchemaRegistry() };
        if (name == "flagged")
        {
            JsonSchema.FromText(Text("verdict"), options, new Uri("https://schemas.example/verdict.schema.json"));
        }

        return JsonSchema.FromText(Text(name), options, new Uri($"https://schemas.example/{name}.schema.json"));
    }
}
