using System.Text;
using Confluent.Kafka;
using FakeNews.Ingest.Connection;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Hosting;

/// <summary>Puts the demonstration articles on the input topic, at a pace that can be watched.</summary>
internal sealed class SampleReplay(KafkaConnection connection, IOptions<SamplesOptions> options, TimeProvider time)
{
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
            return;
        }

        using var producer = new ProducerBuilder<Null, byte[]>(connection.Producer("samples")).SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1 / options.Value.Rate), time);
        foreach (var file in files)
        {
            foreach (var line in File.ReadLines(file))
            {
                if (!await pace.WaitForNextTickAsync(cancellationToken))
                {
                    return;
                }

                await producer.ProduceAsync(connection.Options.Topics.Articles, new Message<Null, byte[]> { Value = Encoding.UTF8.GetBytes(line) }, cancellationToken);
            }
        }
    }

    private static string Resolve(string path)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, path);
        return !Directory.Exists(path) && Directory.Exists(beside) ? beside : Path.GetFullPath(path);
    }
}
