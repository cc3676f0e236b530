namespace FakeNews.Trainer.Comparisons;

/// <summary>How a model answers.</summary>
/// <param name="Precision">fp32, int8, or .NET where no graph runs.</param>
/// <param name="Bytes">Size on disk.</param>
/// <param name="ShortLatency">Median milliseconds of a headline, alone on the machine, one thread.</param>
/// <param name="LongLatency">The same of a whole article.</param>
/// <param name="ShortRate">Headlines a second with a caller on each core.</param>
/// <param name="LongRate">Articles a second likewise.</param>
/// <param name="PeakMegabytes">Memory that ONNX Runtime, the graph and its runs added at most to a process that does nothing else; null where it can't be told.</param>
public sealed record ServingFigures(string Precision, long Bytes, double ShortLatency, double LongLatency, double ShortRate, double LongRate, double? PeakMegabytes);
