using System.Text.Json;

namespace FakeNews.Trainer.Networks;

/// <summary>Reads a <c>config.json</c> and refuses, by name, what is not supported.</summary>
/// <param name="model">The model's name for messages: <c>BERT</c>.</param>
/// <param name="root">The file's object.</param>
internal sealed class ConfigReader(string model, JsonElement root)
{
    /// <summary>A number, or the model's default.</summary>
    public int Integer(string key, int fallback) => Value(key) is { } value ? Typed(key, value, JsonValueKind.Number, static v => v.GetInt32()) : fallback;

    /// <summary>A number, or the model's default.</summary>
    public double Number(string key, double fallback) => Value(key) is { } value ? Typed(key, value, JsonValueKind.Number, static v => v.GetDouble()) : fallback;

    /// <summary>A number, or null where there is none.</summary>
    public double? Number(string key) => Value(key) is { } value ? Typed<double?>(key, value, JsonValueKind.Number, static v => v.GetDouble()) : null;

    /// <summary>A text, or the model's default.</summary>
    public string Text(string key, string fallback) => Value(key) is { } value ? Typed(key, value, JsonValueKind.String, static v => v.GetString()!) : fallback;

    /// <summary>The number of classes: of <c>id2label</c>, else <c>num_labels</c>, else 2.</summary>
    public int Labels() => Value("id2label") is { ValueKind: JsonValueKind.Object } names ? names.EnumerateObject().Count() : Integer("num_labels", 2);

    /// <summary>Refuses a switch that is not as supported.</summary>
    public void Only(string key, bool supported)
    {
        if (Value(key) is { } value && value.ValueKind != (supported ? JsonValueKind.True : JsonValueKind.False))
        {
            throw Unsupported(key, value.GetRawText(), supported ? "true" : "false");
        }
    }

    /// <summary>Refuses a text that is none of those supported.</summary>
    public string OneOf(string key, string fallback, params ReadOnlySpan<string> supported)
    {
        var value = Text(key, fallback);
        return supported.Contains(value) ? value : throw Unsupported(key, value, string.Join(", ", supported.ToArray()));
    }

    /// <summary>Refuses a value that breaks a rule.</summary>
    public void Must(bool holds, string key, object value, string supported)
    {
        if (!holds)
        {
            throw Unsupported(key, value.ToString()!, supported);
        }
    }

    private InvalidDataException Unsupported(string key, string value, string supported) =>
        new($"{model} with {key} = {string.Concat(value.Take(100).Where(static c => !char.IsControl(c)))} is not supported; supported: {supported}.");

    private JsonElement? Value(string key) => root.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private T Typed<T>(string key, JsonElement value, JsonValueKind kind, Func<JsonElement, T> read)
    {
        try
        {
            return value.ValueKind == kind ? read(value) : throw new FormatException();
        }
        catch (FormatException)
        {
            throw Unsupported(key, value.GetRawText(), kind == JsonValueKind.Number ? "a number" : "a text");
        }
    }
}
