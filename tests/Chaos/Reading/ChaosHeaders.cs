using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace FakeNews.Chaos.Reading;

/// <summary>Headers by which the harness knows its own articles when it reads them back; the product ignores them.</summary>
public static class ChaosHeaders
{
    /// <summary>What the record must become: <c>article</c> or <c>poison</c>.</summary>
    public const string Kind = "chaos-kind";

    /// <summary>Number of the text in the pool, decimal.</summary>
    public const string Text = "chaos-text";

    /// <summary>The last header of a name as text, or null.</summary>
    public static string? Last(Headers headers, string name)
    {
        ArgumentNullException.ThrowIfNull(headers);
        return headers.TryGetLastBytes(name, out var bytes) && bytes is not null ? Encoding.UTF8.GetString(bytes) : null;
    }

    /// <summary>The last header of a name as a whole number, or -1.</summary>
    public static long Number(Headers headers, string name) =>
        long.TryParse(Last(headers, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
