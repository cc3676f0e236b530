using FakeNews.Tests.Support;

namespace FakeNews.Bench;

/// <summary>What exactly-once costs: two silos on one broker, each with topics of its own, one with each delivery, judge the same articles in turn.</summary>
internal static class DeliveryBench
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(10);

    /// <summary>Prints each round's ratio, and the median.</summary>
    /// <param name="package">The model package.</param>
    /// <param name="articles">The articles of one round.</param>
    /// <param name="rounds">Rounds; who begins changes with each.</param>
    /// <param name="broker"><c>real</c> (one is started) or <c>host:port</c>. The embedded broker has no transactions.</param>
    /// <param name="settings">More arguments for both silos.</param>
    public static async Task RunAsync(string package, IReadOnlyList<BenchArticle> articles, int rounds, string broker, string[] settings)
    {
        if (broker == "embedded")
        {
            await Console.Error.WriteLineAsync("The embedded broker has no transactions; use --broker real (with FAKENEWS_KAFKA_HOME) or --broker host:port.");
            Environment.ExitCode = 2;
            return;
        }

        await using var real = broker == "real" ? await KafkaBroker.StartAsync() : null;
        var address = real?.BootstrapServers ?? broker;
        await using var once = await StartAsync("exactly-once", address, package, settings);
        await using var least = await StartAsync("at-least-once", address, package, settings);
        using var toOnce = new StreamClient(address, "exactly-once.articles", "exactly-once.verdicts");
        using var toLeast = new StreamClient(address, "at-least-once.articles", "at-least-once.verdicts");
        Console.WriteLine($"{articles.Count} articles, {rounds} rounds in turn, broker {broker}");
        // Both are compiled for their load, and know their partitions, before anything counts.
        toOnce.Judge(articles, "warm", Bound);
        toLeast.Judge(articles, "warm", Bound);

        var pairs = new List<Ratio>();
        for (var round = 0; round < rounds; round++)
        {
            double Rate(StreamClient client) => articles.Count / client.Judge(articles, $"round-{round}", Bound).TotalSeconds;
            var (first, second) = round % 2 == 0 ? (toOnce, toLeast) : (toLeast, toOnce);
            var (one, other) = (Rate(first), Rate(second));
            pairs.Add(round % 2 == 0 ? new(one, other) : new(other, one));
            Console.WriteLine($"  round {round + 1}: exactly-once {pairs[^1].Measured:F1}, at-least-once {pairs[^1].Ceiling:F1} articles/s, ratio {pairs[^1].Value:F3}");
        }

        var median = Ratio.Median(pairs);
        Console.WriteLine($"exactly-once {median.Measured:F1} articles/s, at-least-once {median.Ceiling:F1} articles/s, ratio {median.Value:F3}: it costs {(1 - median.Value) * 100:F1} % (median round)");
    }

    private static async Task<ProgramProcess> StartAsync(string delivery, string address, string package, string[] settings)
    {
        var silo = ProgramProcess.Start(
            "fakenews",
            [
                "serve", "--urls", "http://127.0.0.1:0", $"--Kafka:BootstrapServers={address}", $"--Models:Package={Path.GetFullPath(package)}",
                $"--Kafka:Delivery={delivery}", $"--Kafka:GroupId={delivery}", $"--Cluster:SiloName={delivery}", $"--Cluster:ClusterId={delivery}",
                $"--Kafka:Topics:Articles={delivery}.articles", $"--Kafka:Topics:Verdicts={delivery}.verdicts",
                $"--Kafka:Topics:Flagged={delivery}.flagged", $"--Kafka:Topics:DeadLetters={delivery}.dead",
                .. settings,
            ]);
        await silo.WaitForLineAsync(line => line.StartsWith("FakeNews is ready", StringComparison.Ordinal), TimeSpan.FromMinutes(2));
        return silo;
    }
}
