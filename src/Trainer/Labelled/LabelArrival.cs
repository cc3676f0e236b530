using FakeNews.Grains.Contracts;

namespace FakeNews.Trainer.Labelled;

/// <summary>A record of the labels' topic as it was read.</summary>
/// <param name="Partition">Where it lies.</param>
/// <param name="Offset">Where it lies.</param>
/// <param name="Label">The label; null where the record is none.</param>
public sealed record LabelArrival(int Partition, long Offset, ArticleLabel? Label);
