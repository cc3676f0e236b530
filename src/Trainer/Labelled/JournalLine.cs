using FakeNews.Grains.Contracts;

namespace FakeNews.Trainer.Labelled;

/// <summary>A line of the journal: what lay at a place of the labels' topic.</summary>
/// <param name="Partition">The place.</param>
/// <param name="Offset">The place.</param>
/// <param name="Content">sha256 of title and text; absent where there was no label.</param>
/// <param name="Label">The label, without title and text where an earlier line has the same; absent where there was none.</param>
internal sealed record JournalLine(int Partition, long Offset, string? Content = null, ArticleLabel? Label = null);
