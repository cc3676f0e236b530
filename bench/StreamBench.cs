using System.Diagnostics;
using FakeNews.Grains.Models;
using FakeNews.Ingest.Embedded;
using FakeNews.Tests.Support;

namespace FakeNews.Bench;

/// <summary>
/// The whole stream (producer, broker, silo as a process of its own, verdicts read back) beside ONNX Runtime alone, on the same articles in the same run.
/// </summary>
internal static class StreamBench
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(10);

    /// <summary>Prints both and the ratio.</summary>
    /// <param name="package">The model package.</param>
    /// <param name="articles">The articles of one round.</param>
    /// <param name="rounds">Rounds, the two in turn.</param>
    /// <param name="broker"><c>embedded</c>, <c>real</c> (one is started) or <c>host:port</c>.</param>
    /// <param name="settings">More arguments for the silo.</param>
    public static async Task RunAsync(string package, IReadOnlyList<BenchArticle> articles, int rounds, string broker, string[] settings)
    {
        await using var real = broker == "real" ? await KafkaBroker.StartAsync() : null;
        using var embedded = broker == "embedded" ? EmbeddedBroker.Start() : null;
        var address = real?.BootstrapServers ?? embedded?.Address ?? broker;
        await using var silo = ProgramProcess.Start(
            "fakenews",
            [
                "serve", "--urls", "http://127.0.0.1:0", $"--Kafka:BootstrapServers={address}", $"--Models:Package={Path.GetFullPath(package)}",
                .. embedded is null ? Array.Empty<string>() : ["--Kafka:Delivery=AtLeastOnce"],
                .. settings,
            ]);
        await silo.WaitForLineAsync(line => line.StartsWith("FakeNews is ready", StringComparison.Ordinal), TimeSpan.FromMinutes(1));

        var snapshot = ModelSnapshot.Load(ModelPackage.Open(package));
        var ids = InferBench.Tokens(snapshot, articles);
        using var bare = new BareInference(snapshot.GraphPath);
        using var stream = new StreamClient(address);
        Console.WriteLine($"{articles.Count} articles, mean {ids.Average(each => each.Length / 2.0):F0} tokens read, {rounds} rounds in turn, broker {broker}");
        bare.Run(ids);
        stream.Judge(articles.Take(Math.Min(64, articles.Count)), "warm", Bound);

        var pairs = new List<Ratio>();
        for (var round = 0; round < rounds; round++)
        {
            var ceiling = articles.Count / bare.Run(ids).TotalSeconds;
            var rate = articles.Count / stream.Judge(articles, $"round-{round}", Bound).TotalSeconds;
            pairs.Add(new(rate, ceiling));
            Console.WriteLine($"  round {round + 1}: stream {rate:F1}, bare {ceiling:F1} articles/s, ratio {pairs[^1].Value:F3}");
        }

        var median = Ratio.Median(pairs);
        Console.WriteLine($"stream {median.Measured:F1} articles/s, bare ONNX Runtime {median.Ceiling:F1} articles/s, ratio {median.Value:F3} (median round)");
        Console.WriteLine($"silo's resident memory {Resident(silo.Id):N0} MB");
    }

    private static long Resident(int process)
    {
        using var silo = Process.GetProcessById(process);
        return silo.WorkingSet64 >> 20;
    }
}
