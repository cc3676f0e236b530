using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FakeNews.Grains.Durability;
using FakeNews.Grains.Labels;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Labelled;

/// <summary>
/// The trainer's own store of labels: a file that is only ever appended to, each line with its checksum, flushed to the disk before the labels count. A line
/// holds its place in the topic, so the store itself knows how far it has read: nothing is lost and nothing counts twice, whenever the process dies. A text is
/// stored once, however many label it. One process at a time. Thread-safe.
/// </summary>
public sealed class LabelJournal : IDisposable
{
    private const string FileName = "labels.journal";
    private const int ChecksumLength = 16;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly FileStream _lock;
    private readonly LabelFold _fold = new(int.MaxValue);
    private readonly Dictionary<int, long> _positions = [];
    private readonly Dictionary<string, long> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _contents = new(StringComparer.Ordinal);
    private long _length;

    private LabelJournal(string path, FileStream @lock) => (_path, _lock) = (path, @lock);

    /// <summary>Opens the store of a folder, which is made where it is missing. What a crash left of a last line is cut off.</summary>
    /// <exception cref="InvalidDataException">A line before the last is damaged.</exception>
    /// <exception cref="IOException">Another process has it open.</exception>
    public static LabelJournal Open(string folder)
    {
        Directory.CreateDirectory(folder);
        FileStream @lock;
        try
        {
            @lock = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new IOException($"Another trainer works in {folder}; give each a Trainer:Folder of its own.");
        }

        var journal = new LabelJournal(Path.Combine(folder, FileName), @lock);
        try
        {
            journal.ReadAll();
            return journal;
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>The last offset read of each partition.</summary>
    public IReadOnlyDictionary<int, long> Positions
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<int, long>(_positions);
            }
        }
    }

    /// <summary>What reviewers say of each article.</summary>
    public IReadOnlyDictionary<string, ArticleReview> Reviews
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, ArticleReview>(_fold.Articles, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>Different texts stored.</summary>
    public int Texts
    {
        get
        {
            lock (_gate)
            {
                return _texts.Count;
            }
        }
    }

    /// <summary>Takes records in and flushes them to the disk; those at places that were read before are passed over.</summary>
    public void Append(IReadOnlyList<LabelArrival> arrivals)
    {
        ArgumentNullException.ThrowIfNull(arrivals);
        lock (_gate)
        {
            using var bytes = new MemoryStream();
            var lines = new List<(JournalLine Line, long At)>();
            var ends = new Dictionary<int, long>(_positions);
            var fresh = new HashSet<string>(StringComparer.Ordinal);
            foreach (var arrival in arrivals.Where(arrival => arrival.Offset > ends.GetValueOrDefault(arrival.Partition, -1)))
            {
                ends[arrival.Partition] = arrival.Offset;
                var content = arrival.Label is { } label ? ContentOf(label.Title, label.Text) : null;
                var isKnown = content is not null && (_texts.ContainsKey(content) || !fresh.Add(content));
                var line = new JournalLine(arrival.Partition, arrival.Offset, content, isKnown ? arrival.Label! with { Title = null, Text = null } : arrival.Label);
                lines.Add((line, _length + bytes.Length));
                Write(bytes, line);
            }

            if (lines.Count == 0)
            {
                return;
            }

            DurableFile.Append(_path, bytes.ToArray());
            lines.ForEach(line => Take(line.Line, line.At));
            _length += bytes.Length;
        }
    }

    /// <summary>Articles with their texts and the labels that are to be learned, in the order given; one whose text is nowhere is left out.</summary>
    public IReadOnlyList<LabelledArticle> Read(IEnumerable<ChosenLabel> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        lock (_gate)
        {
            var articles = new List<LabelledArticle>();
            if (!File.Exists(_path))
            {
                return articles;
            }

            using var file = File.OpenRead(_path);
            foreach (var choice in chosen)
            {
                if (_contents.TryGetValue(choice.ArticleId, out var content) && _texts.TryGetValue(content, out var at)
                    && ReadLine(file, at) is { Label: { } label } && (label.Title ?? label.Text) is { Length: > 0 })
                {
                    articles.Add(new LabelledArticle(choice.ArticleId, label.Title ?? "", label.Text ?? "", choice.Label, label.Source ?? ""));
                }
            }

            return articles;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>What makes two articles the same: title and text.</summary>
    private static string ContentOf(string? title, string? text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{title}\0{text}")));

    private static void Write(MemoryStream bytes, JournalLine line)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(line, JournalJson.Default.JournalLine);
        bytes.Write(Encoding.ASCII.GetBytes(ChecksumOf(json)));
        bytes.WriteByte((byte)' ');
        bytes.Write(json);
        bytes.WriteByte((byte)'\n');
    }

    private static string ChecksumOf(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json))[..ChecksumLength];

    private static JournalLine? Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ChecksumLength + 1 || Encoding.ASCII.GetString(line[..ChecksumLength]) != ChecksumOf(line[(ChecksumLength + 1)..]))
        {
            return null;
        }

        return JsonSerializer.Deserialize(line[(ChecksumLength + 1)..], JournalJson.Default.JournalLine);
    }

    private static JournalLine? ReadLine(FileStream file, long at)
    {
        file.Seek(at, SeekOrigin.Begin);
        using var line = new MemoryStream();
        var buffer = new byte[16_384];
        while (file.Read(buffer) is var read and > 0)
        {
            var end = buffer.AsSpan(0, read).IndexOf((byte)'\n');
            line.Write(buffer, 0, end < 0 ? read : end);
            if (end >= 0)
            {
                return Parse(line.GetBuffer().AsSpan(0, (int)line.Length));
            }
        }

        return null;
    }

    private void ReadAll()
    {
        if (!File.Exists(_path))
        {
            return;
        }

        using var file = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        using var pending = new MemoryStream();
        var number = 0;
        var isDamaged = false;
        while (file.ReadByte() is var next and >= 0)
        {
            if (next != '\n')
            {
                pending.WriteByte((byte)next);
                continue;
            }

            number++;
            if (isDamaged)
            {
                throw Damaged(number - 1);
            }

            if (Parse(pending.GetBuffer().AsSpan(0, (int)pending.Length)) is { } line)
            {
                Take(line, _length);
                _length += pending.Length + 1;
            }
            else
            {
                isDamaged = true;
            }

            pending.SetLength(0);
        }

        if (isDamaged && pending.Length > 0)
        {
            throw Damaged(number);
        }

        // A crash within a write leaves a part of the last line: its labels were never counted, and are read from the topic once more.
        if (file.Length > _length)
        {
            file.SetLength(_length);
            file.Flush(flushToDisk: true);
        }
    }

    private InvalidDataException Damaged(int line) => new($"Line {line} of {_path} is damaged. Move the file away: all labels are read from Kafka again.");

    private void Take(JournalLine line, long at)
    {
        _positions[line.Partition] = line.Offset;
        if (line is not { Label: { } label, Content: { } content })
        {
            return;
        }

        if (label.Title is not null || label.Text is not null)
        {
            _texts.TryAdd(content, at);
        }

        _contents[label.ArticleId] = content;
        _fold.Add(label, line.Partition, line.Offset);
    }
}
