namespace FakeNews.Trainer.Checkpoints;

/// <summary>Sizes of <see cref="TensorType"/> and the short names that the safetensors format gives them.</summary>
public static class TensorTypes
{
    private static readonly Dictionary<string, TensorType> ByCode = Enum.GetValues<TensorType>().ToDictionary(Code, StringComparer.Ordinal);

    /// <summary>Bytes that one element takes.</summary>
    public static int Size(this TensorType type) => type switch
    {
        TensorType.F64 or TensorType.I64 or TensorType.U64 => 8,
        TensorType.F32 or TensorType.I32 or TensorType.U32 => 4,
        TensorType.F16 or TensorType.BF16 or TensorType.I16 or TensorType.U16 => 2,
        TensorType.I8 or TensorType.U8 or TensorType.Bool => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a tensor type."),
    };

    /// <summary>The name in a .safetensors header, such as <c>F32</c>.</summary>
    public static string Code(this TensorType type) => type is TensorType.Bool ? "BOOL" : type.ToString();

    /// <summary>The type behind a .safetensors name, or null for one that is not supported (8-bit floats, complex numbers).</summary>
    public static TensorType? FromCode(string? code) => code is not null && ByCode.TryGetValue(code, out var type) ? type : null;
}
