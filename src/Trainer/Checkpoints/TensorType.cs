namespace FakeNews.Trainer.Checkpoints;

/// <summary>The number types that a checkpoint may hold, by their names in .safetensors. All are stored little-endian, row-major.</summary>
public enum TensorType
{
    /// <summary>IEEE 754 binary32.</summary>
    F32,

    /// <summary>IEEE 754 binary64.</summary>
    F64,

    /// <summary>IEEE 754 binary16.</summary>
    F16,

    /// <summary>The upper half of a binary32.</summary>
    BF16,

    /// <summary>64-bit two's complement.</summary>
    I64,

    /// <summary>32-bit two's complement.</summary>
    I32,

    /// <summary>16-bit two's complement.</summary>
    I16,

    /// <summary>8-bit two's complement.</summary>
    I8,

    /// <summary>64-bit unsigned.</summary>
    U64,

    /// <summary>32-bit unsigned.</summary>
    U32,

    /// <summary>16-bit unsigned.</summary>
    U16,

    /// <summary>8-bit unsigned.</summary>
    U8,

    /// <summary>One byte, 0 or 1.</summary>
    Bool,
}
