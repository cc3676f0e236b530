using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FakeNews.Silo.Commands;

/// <summary>Where a verb writes JSON lines to: a new file, or <c>-</c>, the standard output.</summary>
internal sealed class ExportFile
{
    private readonly string _path;

    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">It is there already.</exception>
    public ExportFile(string path) => _path = path == "-" || !Path.Exists(path) ? path : throw new UsageException($"{path} exists already; name a new file.");

    /// <summary>Opens it.</summary>
    public Stream Open() => _path == "-" ? Console.OpenStandardOutput() : new FileStream(_path, FileMode.CreateNew, FileAccess.Write);

    /// <summary>Writes one line.</summary>
    public static async Task WriteAsync<T>(Stream output, T line, JsonTypeInfo<T> type, CancellationToken stop)
    {
        await output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, type), stop);
        await output.WriteAsync("\n"u8.ToArray(), stop);
    }
}
