namespace FakeNews.Ingest.Offsets;

/// <summary>What a closed tracker still held.</summary>
/// <param name="Finished">Records that were finished and never delivered.</param>
/// <param name="FinishedBytes">Their bytes.</param>
/// <param name="Unfinished">Records whose results are yet to come, and will be refused.</param>
public readonly record struct DroppedRecords(int Finished, long FinishedBytes, int Unfinished);
