using FakeNews.Chaos.Auditing;

namespace FakeNews.Chaos.Reading;

/// <summary>Keeps one string of each value, for fields that have few: a million verdicts name a handful of models, labels and keys.</summary>
internal sealed class SameTexts
{
    // Articles that are not the harness's own may each have a key of its own.
    private const int Most = 100_000;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The same text, as the same object where it was seen before.</summary>
    public string Of(string text)
    {
        if (_texts.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_texts.Count < Most)
        {
            _texts.Add(text, text);
        }

        return text;
    }

    /// <summary>The record with texts that are kept once.</summary>
    public InputRecord Of(InputRecord record) => record with { Key = Of(record.Key) };

    /// <summary>The record with texts that are kept once.</summary>
    public ResultRecord Of(ResultRecord record) => record with
    {
        Model = record.Model is { } model ? Of(model) : null,
        Label = record.Label is { } label ? Of(label) : null,
    };
}
