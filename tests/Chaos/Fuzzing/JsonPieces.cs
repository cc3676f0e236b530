using System.Globalization;
using System.Text;
using System.Text.Json;
using FakeNews.Chaos.Producing;

namespace FakeNews.Chaos.Fuzzing;

/// <summary>JSON that is an article, and JSON that is nearly one.</summary>
internal static class JsonPieces
{
    private static readonly string[] Fields = ["id", "url", "title", "text", "source", "publishedAt", "language"];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1e400", "1.5", "\"\"", "\" \"", "[]", "{}", "[[\"a\"]]", "{\"title\":\"inner\"}", "\"\\ud800\"", "\"\\u0000\"", "\"2026-13-45\"", "\"99999-01-01T00:00:00Z\"",
        "\"en\"", "\"EN-us\"", "\"fr\"", "\"\\\"\"", "\"[SEP] [CLS]\"", "\"<script>alert(1)</script>\"", "\"\\u001b[31mred\"", "\"\\u202egnp\"", "9999999999999999999999", "\"\ud83d\ude00\"",
    ];

    private static readonly string[] Whole =
        ["", " ", "\n", "null", "true", "false", "0", "-0.0", "1e9999", "\"article\"", "[]", "[{}]", "[{\"title\":\"a\"}]", "{}", "{", "}", "[", "{}{}", "{\"title\":\"a\"}x", "\u0000", "//{}", "{'title':'a'}", "{title:1}", "NaN"];

    private static readonly string[] Strange =
    [
        "\u0000\u0001\u0002", "\u200b\u200b\u200b", "\u202e\u202d\ufeff", "\u0300\u0301\u0302\u0303", "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67", "\u4e2d\u6587\u65b0\u95fb", "\u0627\u0644\u0623\u062e\u0628\u0627\u0631",
        "[SEP]", "[CLS] [MASK] [PAD] [UNK]", "\u00ad\u00ad", "\ufffd", "\uffff", "a\u0301", "\u0130\u0131", "\t\r\n\v\f", "http://example.com/?a=b&c=%00", "\\", "\"", "....................", "##ing ##ed",
    ];

    public static string Article(Random random)
    {
        var text = TextPool.Create(random.Next(1000), 1)[0];
        var article = new Dictionary<string, string?> { ["title"] = text.Title };
        Sometimes(random, article, "text", text.Body);
        Sometimes(random, article, "id", FormattableString.Invariant($"fuzz-{random.Next(5000)}"));
        Sometimes(random, article, "url", "https://example.org/" + random.Next(1000).ToString(CultureInfo.InvariantCulture));
        Sometimes(random, article, "source", "example.org");
        Sometimes(random, article, "publishedAt", "2026-11-24T10:00:00Z");
        Sometimes(random, article, "language", random.Next(4) == 0 ? "de" : "en");
        return JsonSerializer.Serialize(article, FuzzJson.Default.DictionaryStringString);
    }

    /// <summary>An object whose fields have any values, come twice, or are unknown.</summary>
    public static string Bent(Random random)
    {
        var json = new StringBuilder("{");
        for (var fields = random.Next(1, 9); fields > 0; fields--)
        {
            var name = random.Next(6) == 0 ? "f" + random.Next(9).ToString(CultureInfo.InvariantCulture) : Fields[random.Next(Fields.Length)];
            json.Append('"').Append(random.Next(12) == 0 ? name.ToUpperInvariant() : name).Append("\":");
            json.Append(random.Next(3) == 0 ? "\"some words of a title\"" : Values[random.Next(Values.Length)]).Append(fields > 1 || random.Next(10) == 0 ? "," : string.Empty);
        }

        return json.Append('}').ToString();
    }

    public static string NoObject(Random random) => Whole[random.Next(Whole.Length)];

    /// <summary>Nested around the bound of depth, and far beyond it.</summary>
    public static string Nested(Random random)
    {
        var depth = random.Next(3) switch { 0 => random.Next(1, 60), 1 => random.Next(60, 70), _ => random.Next(70, 5000) };
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var nested = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, random.Next(20) == 0 ? depth - 1 : depth));
        return random.Next(4) == 0 ? nested : $"{{\"title\":\"deep\",\"other\":{nested}}}";
    }

    public static string CloudEvent(Random random)
    {
        var data = random.Next(3) == 0 ? Bent(random) : Article(random);
        var payload = random.Next(4) == 0
            ? $"\"data_base64\":\"{(random.Next(3) == 0 ? "%%%" : Convert.ToBase64String(Encoding.UTF8.GetBytes(data)))}\""
            : $"\"data\":{data}";
        var version = random.Next(5) == 0 ? Values[random.Next(Values.Length)] : "\"1.0\"";
        return $"{{\"specversion\":{version},\"id\":\"event-{random.Next(1000)}\",\"type\":\"article\",\"source\":\"/fuzz\",{payload}}}";
    }

    /// <summary>An article whose words are no words.</summary>
    public static string StrangeText(Random random)
    {
        var title = string.Join(random.Next(2) == 0 ? " " : string.Empty, Enumerable.Range(0, random.Next(1, 12)).Select(_ => Strange[random.Next(Strange.Length)]));
        var article = new Dictionary<string, string?> { [random.Next(2) == 0 ? "title" : "text"] = title };
        Sometimes(random, article, "id", random.Next(3) switch { 0 => new string('i', random.Next(500, 530)), 1 => Strange[random.Next(Strange.Length)], _ => " " });
        Sometimes(random, article, "url", new string('u', random.Next(2040, 2060)));
        Sometimes(random, article, "source", new string('\u00e9', random.Next(250, 262)));
        Sometimes(random, article, "language", Strange[random.Next(Strange.Length)]);
        return JsonSerializer.Serialize(article, FuzzJson.Default.DictionaryStringString);
    }

    /// <summary>An article as large as may be: many words, one word, or something to be ignored.</summary>
    public static string Large(Random random, int bytes)
    {
        var length = random.Next(bytes / 2, bytes);
        var text = random.Next(4) switch
        {
            0 => new string('x', length),
            1 => string.Concat(Enumerable.Repeat("word ", length / 5)),
            2 => string.Concat(Enumerable.Repeat("\u00e9\u4e2d ", length / 6)),
            _ => string.Concat(Enumerable.Repeat("<&> ", length / 4)),
        };
        var field = random.Next(4) switch { 0 => "title", 1 => "text", 2 => "id", _ => "ignored" };
        return $"{{\"title\":\"large\",\"{field}\":\"{text}\"}}";
    }

    private static void Sometimes(Random random, Dictionary<string, string?> article, string field, string? value)
    {
        if (random.Next(2) == 0)
        {
            article[field] = value;
        }
    }
}
