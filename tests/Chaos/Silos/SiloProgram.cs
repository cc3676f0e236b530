using System.Globalization;
using FakeNews.Chaos.Models;

namespace FakeNews.Chaos.Silos;

/// <summary>How <c>fakenews</c> is started in a run.</summary>
public sealed record SiloProgram
{
    /// <summary>Path of <c>fakenews.dll</c>, or of the program.</summary>
    public required string Path { get; init; }

    /// <summary>The brokers.</summary>
    public required string Bootstrap { get; init; }

    /// <summary>The consumer group.</summary>
    public required string Group { get; init; }

    /// <summary>The model package; null for the bundled one.</summary>
    public string? Model { get; init; }

    /// <summary>Session timeout of the group. Default 6 s, the least that brokers allow.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Transaction timeout. Default 10 s.</summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>exactly-once</c>, the default, or <c>at-least-once</c>.</summary>
    public string Delivery { get; init; } = "exactly-once";

    /// <summary>A Redis, host:port, through which the silos become one Orleans cluster and judge each other's articles; null for silos that know nothing of each other.</summary>
    public string? Redis { get; init; }

    /// <summary>The key with which models are swapped.</summary>
    public OwnerKey Owner { get; } = new();

    /// <summary>True where the silos' clocks can jump.</summary>
    public bool FakesClocks { get; init; }

    /// <summary>True where the build has fault points.</summary>
    public bool HasFaultPoints { get; init; }

    /// <summary>Further <c>Section:Key=value</c> settings.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The program and its arguments for a silo.</summary>
    public IReadOnlyList<string> Serve(SiloPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        List<string> line =
        [
            .. Start, "serve",
            "--urls", $"http://127.0.0.1:{Number(place.HttpPort)}",
            $"--Cluster:SiloName={place.Name}",
            $"--Cluster:SiloPort={Number(place.SiloPort)}",
            .. Cluster(place),
            $"--Kafka:BootstrapServers={Bootstrap}",
            $"--Kafka:GroupId={Group}",
            $"--Kafka:Delivery={Delivery}",
            $"--Kafka:SessionTimeout={SessionTimeout:c}",
            $"--Kafka:TransactionTimeout={TransactionTimeout:c}",
            // A new partition is found within seconds, not within half a minute.
            "--Kafka:Client:topic.metadata.refresh.interval.ms=3000",
            "--Devices:RunDeadline=00:00:05",
        ];
        if (Model is not null)
        {
            line.Add($"--Models:Package={Model}");
        }

        line.AddRange(Settings.Select(setting => "--" + setting));
        return line;
    }

    /// <summary>Whose model registry a silo obeys: its own, or that of its cluster.</summary>
    public string RegistryOf(SiloPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return Redis is null ? place.Name : Group;
    }

    // Silos without Redis are clusters of their own: they meet in the consumer group alone.
    private string[] Cluster(SiloPlace place) => Redis is null
        ? [$"--Cluster:ClusterId={place.Name}"]
        : [$"--Cluster:Redis={Redis}", $"--Cluster:ClusterId={Group}", "--Cluster:AdvertisedAddress=127.0.0.1", $"--Cluster:GatewayPort={Number(place.GatewayPort)}"];

    /// <summary>The program and its arguments for any other verb.</summary>
    public IReadOnlyList<string> Verb(params string[] arguments) => [.. Start, .. arguments];

    /// <summary>Variables for a silo.</summary>
    public IReadOnlyDictionary<string, string> Environment(SiloPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var variables = new Dictionary<string, string> { ["DOTNET_ENVIRONMENT"] = "Production", ["ASPNETCORE_ENVIRONMENT"] = "Production" };
        // As variables, because a build that does not know a setting refuses it on the command line.
        variables["Registry__Folder"] = place.StateFolder;
        // Versions with random weights flag other articles, and would be rolled back for it.
        variables["Trial__RollbackWithin"] = "00:00:00";
        foreach (var (name, value) in Owner.Environment())
        {
            variables[name] = value;
        }

        if (HasFaultPoints)
        {
            variables["Faults__File"] = place.FaultFile;
        }

        if (FakesClocks)
        {
            FakeClock.Set(place.ClockFile, "+0");
            foreach (var (name, value) in FakeClock.Environment(place.ClockFile))
            {
                variables[name] = value;
            }
        }

        return variables;
    }

    private string[] Start => Path.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", Path] : [Path];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
