using System.Text.Json;
using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Tests.Goldens;

namespace FakeNews.Trainer.Tests.Checkpoints;

/// <summary>The values that formats/expected.json lists, against what a reader gives.</summary>
internal static class ExpectedTensors
{
    private static readonly Dictionary<string, TensorType> Types = new()
    {
        ["float32"] = TensorType.F32,
        ["float16"] = TensorType.F16,
        ["bfloat16"] = TensorType.BF16,
        ["float64"] = TensorType.F64,
        ["int64"] = TensorType.I64,
        ["int32"] = TensorType.I32,
        ["int16"] = TensorType.I16,
        ["int8"] = TensorType.I8,
        ["uint8"] = TensorType.U8,
        ["bool"] = TensorType.Bool,
    };

    public static void AssertEqual(ITensorSource source, int? onlyFirst = null)
    {
        var expected = Golden.Json("formats/expected.json").GetProperty("tensors").EnumerateObject().Take(onlyFirst ?? int.MaxValue).ToArray();
        Assert.Equal(expected.Select(static item => item.Name).Order(StringComparer.Ordinal), source.Entries.Select(static entry => entry.Name).Order(StringComparer.Ordinal));
        foreach (var item in expected)
        {
            var tensor = source.Read(item.Name);
            Assert.Equal(Types[item.Value.Text("dtype")], tensor.Type);
            Assert.Equal(item.Value.GetProperty("shape").EnumerateArray().Select(static extent => extent.GetInt64()), tensor.Shape.Extents);
            var values = item.Value.GetProperty("values").EnumerateArray().Select(Value).ToArray();
            Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), tensor.ToDoubles().Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(values.Select(static value => (float)value), tensor.ToSingles());
        }
    }

    private static double Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() == "inf" ? double.PositiveInfinity : double.NegativeInfinity,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => element.GetDouble(),
    };
}
