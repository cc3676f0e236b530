using System.Collections.Immutable;
using System.Text.Json;
using FakeNews.Grains.Durability;

namespace FakeNews.Grains.Registry;

/// <summary>The history as JSON lines in one file. A line that a crash cut short is removed when the file is next opened for writing.</summary>
public sealed class FileJournal(string path) : IRegistryJournal
{
    private readonly Lock _lock = new();
    private long? _last;

    /// <inheritdoc/>
    public Task<long> LastSequenceAsync() => Task.Run(() =>
    {
        lock (_lock)
        {
            return Last();
        }
    });

    /// <inheritdoc/>
    public Task AppendAsync(ImmutableArray<HistoryEntry> entries) => Task.Run(() =>
    {
        lock (_lock)
        {
            // Another silo may have written since: the grain that owns the registry moves.
            _last = null;
            var last = Last();
            ImmutableArray<HistoryEntry> added = [.. entries.Where(entry => entry.Sequence > last)];
            if (!added.IsEmpty)
            {
                DurableFile.Append(path, [.. added.SelectMany(static entry => (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(entry, RegistryJson.Default.HistoryEntry), (byte)'\n'])]);
                _last = added[^1].Sequence;
            }
        }
    });

    /// <inheritdoc/>
    public Task<ImmutableArray<HistoryEntry>> ReadAsync(long before, int limit) => Task.Run(() =>
    {
        Queue<HistoryEntry> latest = new();
        foreach (var entry in ReadAll().Where(entry => entry.Sequence < before))
        {
            latest.Enqueue(entry);
            if (latest.Count > limit)
            {
                latest.Dequeue();
            }
        }

        return latest.Reverse().ToImmutableArray();
    });

    private long Last()
    {
        if (_last is null)
        {
            Mend();
            _last = ReadAll().LastOrDefault()?.Sequence ?? 0;
        }

        return _last.Value;
    }

    private IEnumerable<HistoryEntry> ReadAll()
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line) is { } entry)
            {
                yield return entry;
            }
        }
    }

    private static HistoryEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RegistryJson.Default.HistoryEntry);
        }
        catch (JsonException)
        {
            // The end of a line that a crash cut short.
            return null;
        }
    }

    private void Mend()
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var end = stream.Length;
        while (end > 0)
        {
            stream.Position = end - 1;
            if (stream.ReadByte() == '\n')
            {
                break;
            }

            end--;
        }

        if (end != stream.Length)
        {
            stream.SetLength(end);
            stream.Flush(flushToDisk: true);
        }
    }
}
