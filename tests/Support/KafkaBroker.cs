using System.Diagnostics;

namespace FakeNews.Tests.Support;

/// <summary>
/// A real one-node Kafka for tests, started by the scripts of <c>FAKENEWS_KAFKA_HOME</c> (else <c>kafka</c> in the shared folder) in a folder of its own, and
/// stopped with it. <see cref="Missing"/> says what a machine lacks: a test skips visibly there.
/// </summary>
public sealed class KafkaBroker : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _script;

    private KafkaBroker(string folder, string script, string bootstrapServers) => (_folder, _script, BootstrapServers) = (folder, script, bootstrapServers);

    /// <summary>Why no broker can run here; null where one can.</summary>
    public static string? Missing { get; } = Home is null
        ? "no Kafka: set FAKENEWS_KAFKA_HOME to a Kafka distribution"
        : FindJava() ? null : "no java: install a Java 17 runtime";

    /// <summary>The distribution's folder, or null.</summary>
    public static string? Home => Environment.GetEnvironmentVariable("FAKENEWS_KAFKA_HOME") is { Length: > 0 } home ? home : SharedFolder.Find("kafka");

    /// <summary>Where it listens, as <c>host:port</c>; the same after <see cref="StartAgainAsync"/>.</summary>
    public string BootstrapServers { get; }

    /// <summary>Everything the broker writes.</summary>
    public string Folder => _folder;

    /// <summary>Starts a broker.</summary>
    /// <param name="properties">Lines of <c>key=value</c> for the broker's configuration.</param>
    public static Task<KafkaBroker> StartAsync(params string[] properties) => StartAsync("start-single-node.sh", properties);

    /// <summary>Starts a broker with TLS, SASL (PLAIN, SCRAM) and access control: user <c>alice</c> with password <c>alice-secret</c> has all rights.</summary>
    public static Task<KafkaBroker> StartSecureAsync() => StartAsync("start-secure-node.sh", []);

    private static async Task<KafkaBroker> StartAsync(string script, string[] properties)
    {
        var folder = Directory.CreateTempSubdirectory("fakenews-kafka-").FullName;
        try
        {
            return new KafkaBroker(folder, script, await StartIn(script, folder, properties));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Ends the broker without warning, as a power cut would.</summary>
    public void Kill()
    {
        using var process = Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(_folder, "kafka.pid")), System.Globalization.CultureInfo.InvariantCulture));
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Starts it again on its data, at its address.</summary>
    public Task StartAgainAsync() => StartIn(_script, _folder, []);

    /// <summary>Runs one of the distribution's tools, e.g. <c>kafka-consumer-groups.sh</c>, and returns what it prints.</summary>
    public static Task<string> RunToolAsync(string tool, params string[] arguments) => RunAsync(tool, arguments, []);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await RunAsync("stop-single-node.sh", [_folder], []);
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> StartIn(string script, string folder, string[] properties)
    {
        var output = await RunAsync(script, [folder], properties);
        return output.Trim().Split('\n')[^1].Trim();
    }

    private static async Task<string> RunAsync(string script, string[] arguments, string[] properties)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Home ?? throw new InvalidOperationException(Missing), "bin", script));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (properties.Length > 0)
        {
            start.Environment["KAFKA_EXTRA_PROPERTIES"] = string.Join('\n', properties);
        }

        using var process = Process.Start(start)!;

        // The broker outlives the script and may hold its error stream open, so the script's end is what counts.
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await process.WaitForExitAsync(bound.Token);
        var printed = await output.WaitAsync(bound.Token);
        return process.ExitCode == 0
            ? printed
            : throw new InvalidOperationException($"{script} ended with {process.ExitCode}: {printed}{await errors.WaitAsync(bound.Token)}");
    }

    private static bool FindJava()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Append(
            Path.Combine(Environment.GetEnvironmentVariable("JAVA_HOME") ?? string.Empty, "bin"));
        return folders.Any(folder => File.Exists(Path.Combine(folder, "java")));
    }
}
