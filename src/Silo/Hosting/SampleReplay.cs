using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Replay;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Hosting;

/// <summary>Puts the demonstration articles on the input topic, at a pace that can be watched.</summary>
internal sealed class SampleReplay(KafkaConnection connection, Replayer replayer, IOptions<SamplesOptions> options)
{
    /// <summary>Says what it does and does it, once; nothing where there are no samples or nobody wants them.</summary>
    public async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        if (!(options.Value.Replay ?? connection.IsEmbedded))
        {
            return;
        }

        var folder = Resolve(options.Value.Path);
        string[] files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
        if (files.Length == 0)
        {
            await output.WriteLineAsync($"There are no sample articles in {folder}; Samples:Path names another folder.");
            return;
        }

        await output.WriteLineAsync($"Replaying the sample articles, {options.Value.Rate:0.##} a second. --Samples:Replay=false leaves them out.");
        await output.FlushAsync(cancellationToken);
        await replayer.SendAsync(files.SelectMany(ReplayFile.Read), rate: options.Value.Rate, cancellationToken: cancellationToken);
    }

    private static string Resolve(string path)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, path);
        return !Directory.Exists(path) && Directory.Exists(beside) ? beside : Path.GetFullPath(path);
    }
}
