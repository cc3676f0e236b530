using System.Text.Json;

namespace FakeNews.Trainer.Tests.Goldens;

/// <summary>Short ways into a golden's JSON.</summary>
internal static class GoldenJson
{
    public static double[] Doubles(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(static value => value.ValueKind == JsonValueKind.Null ? double.PositiveInfinity : value.GetDouble())];

    public static int[] Integers(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(static value => value.GetInt32())];

    public static double? Number(this JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
