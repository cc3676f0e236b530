namespace FakeNews.Trainer.Comparisons;

/// <summary>What a process of its own is asked to serve, as JSON on its input.</summary>
/// <param name="Precision">Name of the graph's kind.</param>
/// <param name="Graph">Path of the graph.</param>
/// <param name="Headlines">Token ids of short texts; at least one.</param>
/// <param name="Articles">Of whole ones; at least one.</param>
/// <param name="Callers">Beside each other at throughput.</param>
public sealed record ServingRequest(string Precision, string Graph, IReadOnlyList<ushort[]> Headlines, IReadOnlyList<ushort[]> Articles, int Callers);
