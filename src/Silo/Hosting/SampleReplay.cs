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

        var files = options.Value.Files.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Resolve).ToList();
        if (files.Find(static file => !File.Exists(file)) is { } absent)
        {
            await output.WriteLineAsync($"There are no sample articles at {absent}; Samples:Files names others.");
            return;
        }

        await output.WriteLineAsync($"Replaying the sample articles, {options.Value.Rate:0.##} a second. --Samples:Replay=false leaves them out.");
        await output.FlushAsync(cancellationToken);
        await replayer.SendAsync(files.SelectMany(ReplayFile.Read), rate: options.Value.Rate, cancellationToken: cancellationToken);
    }

    private static string Resolve(string path)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, path);
        return !File.Exists(path) && File.Exists(beside) ? beside : Path.GetFullPath(path);
    }
}
