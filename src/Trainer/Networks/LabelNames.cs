using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeNews.Trainer.Networks;

/// <summary>What a written <c>config.json</c> calls the classes.</summary>
internal static class LabelNames
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Adds the classes to a configuration and lays it out.</summary>
    public static string Render(JsonObject config, int labels)
    {
        string[] names = labels == 2 ? ["FAKE", "REAL"] : [.. Enumerable.Range(0, labels).Select(static i => $"LABEL_{i}")];
        config["id2label"] = new JsonObject(names.Select(static (name, i) => KeyValuePair.Create(i.ToString(System.Globalization.CultureInfo.InvariantCulture), (JsonNode?)name)));
        config["label2id"] = new JsonObject(names.Select(static (name, i) => KeyValuePair.Create(name, (JsonNode?)i)));
        return config.ToJsonString(Indented) + "\n";
    }
}
