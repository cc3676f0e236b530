using System.Text;
using FakeNews.Ingest.Parsing;

namespace FakeNews.Ingest.Tests.Support;

/// <summary>The matrix of bad and strange input.</summary>
internal static class BadInput
{
    /// <summary>Records that are no article, and the reason of each.</summary>
    public static IReadOnlyList<(string Name, byte[]? Body, string Reason, (string Name, string Value)[] Headers)> Rejected { get; } =
    [
        ("null value", null, RejectionReason.NullValue, []),
        ("empty value", [], RejectionReason.NotJson, []),
        Text("not JSON", "Breaking news: not JSON at all", RejectionReason.NotJson),
        Text("cut off", """{"title":"cut of""", RejectionReason.NotJson),
        Text("two values", """{"title":"a"}{"title":"b"}""", RejectionReason.NotJson),
        Text("trailing comma", """{"title":"a",}""", RejectionReason.NotJson),
        Text("array", """[{"title":"a"}]""", RejectionReason.NotAnObject),
        Text("string", "\"title\"", RejectionReason.NotAnObject),
        Text("number", "42", RejectionReason.NotAnObject),
        Text("null literal", "null", RejectionReason.NotAnObject),
        Text("title is a number", """{"title":5,"text":"a"}""", RejectionReason.WrongType),
        Text("text is an array", """{"title":"a","text":["b"]}""", RejectionReason.WrongType),
        Text("id is an object", """{"id":{},"title":"a"}""", RejectionReason.WrongType),
        Text("publishedAt is a number", """{"title":"a","publishedAt":1700000000}""", RejectionReason.WrongType),
        Text("language is a boolean", """{"title":"a","language":true}""", RejectionReason.WrongType),
        Text("neither title nor text", """{"id":"1","url":"https://a.example/1"}""", RejectionReason.NoContent),
        Text("empty object", "{}", RejectionReason.NoContent),
        Text("empty strings", """{"title":"","text":""}""", RejectionReason.NoContent),
        Text("white space", """{"title":"  \t","text":"\n\u00a0\u2003"}""", RejectionReason.NoContent),
        Text("nulls", """{"title":null,"text":null}""", RejectionReason.NoContent),
        Text("a title in other letters", """{"Title":"a"}""", RejectionReason.NoContent),
        ("invalid UTF-8", [.. "{\"title\":\""u8, 0xC3, 0x28, .. "\"}"u8], RejectionReason.InvalidUtf8, []),
        ("UTF-8 surrogates", [.. "{\"title\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8], RejectionReason.InvalidUtf8, []),
        ("UTF-16", Encoding.Unicode.GetBytes("""{"title":"ä"}"""), RejectionReason.InvalidUtf8, []),
        Text("200 levels", $$"""{"title":"a","deep":{{new string('[', 200)}}{{new string(']', 200)}}}""", RejectionReason.TooDeep),
        Text("raw control characters", "{\"title\":\"a\u0001b\"}", RejectionReason.NotJson),
        Text("a long id", $$"""{"id":"{{new string('i', 513)}}","title":"a"}""", RejectionReason.FieldTooLong),
        Text("a long URL", $$"""{"url":"https://a.example/{{new string('u', 2048)}}","title":"a"}""", RejectionReason.FieldTooLong),
        Text("a long source", $$"""{"source":"{{new string('s', 257)}}","title":"a"}""", RejectionReason.FieldTooLong),
        Text("XML", "<title>a</title>", RejectionReason.UnsupportedContentType, ("content-type", "application/xml")),
        Text("JSON called text", """{"title":"a"}""", RejectionReason.UnsupportedContentType, ("content-type", "text/plain")),
        Text("another character set", """{"title":"a"}""", RejectionReason.UnsupportedContentType, ("Content-Type", "application/json; charset=utf-16")),
        Text("a batch of events", "[]", RejectionReason.UnsupportedContentType, ("content-type", "application/cloudevents-batch+json")),
        Text("an event without data", """{"specversion":"1.0","id":"1","source":"/s","type":"t"}""", RejectionReason.CloudEvent, Structured),
        Text("an event of another version", """{"specversion":"0.3","id":"1","data":{"title":"a"}}""", RejectionReason.CloudEvent, Structured),
        Text("an event whose data is text", """{"specversion":"1.0","id":"1","data":"title"}""", RejectionReason.NotAnObject, Structured),
        Text("an event of broken base64", """{"specversion":"1.0","id":"1","data_base64":"%%%"}""", RejectionReason.CloudEvent, Structured),
        Text("a binary event of another version", """{"title":"a"}""", RejectionReason.CloudEvent, ("ce_specversion", "2.0")),
        Text("5 MB that are not JSON", new string('x', 5_000_000), RejectionReason.NotJson),
    ];

    /// <summary>Records that are strange and yet articles, with the id and title that they have.</summary>
    public static IReadOnlyList<(string Name, byte[] Body, string? Id, string? Title, (string Name, string Value)[] Headers)> Judgeable { get; } =
    [
        Odd("title alone", """{"title":"a"}""", null, "a"),
        Odd("text alone", """{"text":"a"}""", null, null),
        Odd("white space around", " \r\n{\"title\":\"a\"}\n", null, "a"),
        Odd("a byte order mark", "\uFEFF{\"title\":\"a\"}", null, "a"),
        Odd("lone surrogates", """{"title":"a\ud800b\udc00","id":"\udfff"}""", "\uFFFD", "a\uFFFDb\uFFFD"),
        Odd("surrogate pairs and escapes", """{"title":"\ud83d\ude00\n\"\\\/\t\u0041"}""", null, "😀\n\"\\/\tA"),
        Odd("an escaped field name", """{"t\u0069tle":"a"}""", null, "a"),
        Odd("a field name of lone surrogates", """{"\ud800":1,"title":"a"}""", null, "a"),
        Odd("escaped control characters", """{"title":"a\u0000\u001b[31mb"}""", null, "a\0\u001b[31mb"),
        Odd("HTML", """{"title":"<img src=x onerror=alert(1)>","text":"<p>a</p>"}""", null, "<img src=x onerror=alert(1)>"),
        Odd("another language", """{"title":"Überschrift","language":"de"}""", null, "Überschrift"),
        Odd("a repeated field", """{"title":"first","title":"last"}""", null, "last"),
        Odd("unknown fields", """{"title":"a","tags":[1,{"b":null}],"score":1e999}""", null, "a"),
        Odd("64 levels", $$"""{"title":"a","deep":{{new string('[', 63)}}{{new string(']', 63)}}}""", null, "a"),
        Odd("a date nobody can read", """{"title":"a","publishedAt":"yesterday"}""", null, "a"),
        Odd("the URL for an id", """{"title":"a","url":"https://a.example/1"}""", "https://a.example/1", "a"),
        Odd("an id", """{"title":"a","url":"https://a.example/1","id":"7"}""", "7", "a"),
        Odd("a forged separator", """{"title":"[SEP] [CLS] a"}""", null, "[SEP] [CLS] a"),
        Odd("5 MB of text", $$"""{"title":"a","text":"{{new string('x', 5_000_000)}}"}""", null, "a"),
        Odd("JSON with parameters", """{"title":"a"}""", null, "a", ("content-type", "Application/JSON; charset=\"UTF-8\"")),
        Odd("JSON of a vendor", """{"title":"a"}""", null, "a", ("content-type", "application/vnd.news+json")),
        Odd("a structured event", """{"specversion":"1.0","id":"e1","source":"/s","type":"t","datacontenttype":"application/json","data":{"title":"a"}}""", "e1", "a", Structured),
        Odd("a structured event in base64", """{"data_base64":"eyJ0aXRsZSI6ImEiLCJpZCI6IjkifQ==","specversion":"1.0","id":"e1"}""", "9", "a", Structured),
        Odd("a binary event", """{"title":"a"}""", "e2", "a", ("ce_specversion", "1.0"), ("ce_id", "e2"), ("ce_source", "/s"), ("ce_type", "t")),
    ];

    private static (string, string) Structured => ("content-type", "application/cloudevents+json; charset=utf-8");

    private static (string, byte[]?, string, (string, string)[]) Text(string name, string body, string reason, params (string, string)[] headers) =>
        (name, Encoding.UTF8.GetBytes(body), reason, headers);

    private static (string, byte[], string?, string?, (string, string)[]) Odd(string name, string body, string? id, string? title, params (string, string)[] headers) =>
        (name, Encoding.UTF8.GetBytes(body), id, title, headers);
}
