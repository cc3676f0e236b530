namespace FakeNews.Trainer.Export;

/// <summary>What a graph computes in.</summary>
public enum GraphPrecision
{
    /// <summary>float32 throughout.</summary>
    Fp32,

    /// <summary>float16 throughout but the logits; on a CPU, ONNX Runtime computes much of it in float32.</summary>
    Fp16,

    /// <summary>Matrix products of bytes, the rest float32: inputs are quantised as they come, weights have 7 bits and a scale for each column.</summary>
    Bytes,
}
