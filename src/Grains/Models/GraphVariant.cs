namespace FakeNews.Grains.Models;

/// <summary>
/// One ONNX graph of a package. Input <c>input_ids</c> int64 [batch, sequence], all rows of the same exact length; output <c>logits</c> float32 [batch, 2].
/// </summary>
/// <param name="Precision"><c>fp32</c>, <c>fp16</c> or <c>int8</c>: what it computes in.</param>
/// <param name="File">Path in the package.</param>
public sealed record GraphVariant(string Precision, string File);
