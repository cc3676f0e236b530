namespace FakeNews.Trainer.Data;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">Line its first character is on, from 1.</param>
/// <param name="Fields">Its fields, unquoted.</param>
/// <param name="Fault">What is wrong with its quoting, or null.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields, string? Fault);
