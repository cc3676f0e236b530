using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FakeNews.Grains.Models;
using FakeNews.Tests.Support;

namespace FakeNews.Bench;

/// <summary>
/// Hot swaps of a running silo under an even load: the latency of verdicts at rest, while a model is prepared beside the one that judges, and in the second
/// around the swap itself; and the silo's memory after each swap.
/// </summary>
internal static class SwapBench
{
    private const string Key = "fnk_bench_key_that_is_long_enough_for_nobody";
    private const int WarmUpSwaps = 5;
    private const int Compared = 10;
    private static readonly TimeSpan AtRest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Around = TimeSpan.FromMilliseconds(500);

    /// <summary>Prints latencies and memory.</summary>
    /// <param name="package">The model package; each swap brings in the same under another version.</param>
    /// <param name="articles">The articles of the load, over and over.</param>
    /// <param name="swaps">Swaps.</param>
    /// <param name="rate">Articles a second.</param>
    public static async Task RunAsync(string package, IReadOnlyList<BenchArticle> articles, int swaps, double rate)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Key)));
        await using var silo = ProgramProcess.Start(
            "fakenews",
            [
                "serve", "--urls", "http://127.0.0.1:0", "--Samples:Replay=false", $"--Models:Package={Path.GetFullPath(package)}",
                "--Security:Keys:0:Name=bench", $"--Security:Keys:0:Hash=sha256:{hash}", "--Security:Keys:0:Roles:0=owner", "--Packages:KeepNewFor=00:00:00", "--Packages:KeepHistory=0",
            ]);
        var ready = await silo.WaitForLineAsync(line => line.StartsWith("FakeNews is ready", StringComparison.Ordinal), TimeSpan.FromMinutes(2));
        using var http = new HttpClient { BaseAddress = new Uri(ready[ready.IndexOf("http", StringComparison.Ordinal)..]), Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        using var stop = new CancellationTokenSource();
        List<(long At, double Milliseconds, string Version)> answers = [];
        var load = LoadAsync(http, articles, rate, answers, stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(20));
        List<(long From, long Until)> resting = [], importing = [], preparing = [], swapping = [];
        List<long> memory = [];
        for (var i = 1; i <= swaps; i++)
        {
            var from = Stopwatch.GetTimestamp();
            // Rest is measured before every swap, so that whatever else the machine does falls on both alike.
            await Task.Delay(AtRest);
            resting.Add((from, Stopwatch.GetTimestamp()));
            from = Stopwatch.GetTimestamp();
            await ImportAsync(http, package, $"bench.{i}");
            importing.Add((from, Stopwatch.GetTimestamp()));
            from = Stopwatch.GetTimestamp();
            await CommandAsync(http, "prepare", $"bench.{i}");
            preparing.Add((from, Stopwatch.GetTimestamp()));
            await Task.Delay(2 * Around);
            from = Stopwatch.GetTimestamp();
            await CommandAsync(http, "activate", $"bench.{i}");
            var swapped = Stopwatch.GetTimestamp();
            swapping.Add((from - (long)(Around.TotalSeconds * Stopwatch.Frequency), swapped + (long)(Around.TotalSeconds * Stopwatch.Frequency)));
            await Task.Delay(2 * Around);
            await CommandAsync(http, "gc", null);
            memory.Add(Resident(silo.Id));
            Console.WriteLine($"  swap {i}: prepared in {Stopwatch.GetElapsedTime(preparing[^1].From, preparing[^1].Until).TotalSeconds:F1} s, swapped in {Stopwatch.GetElapsedTime(from, swapped).TotalMilliseconds:F0} ms, {memory[^1]} MB");
        }

        await stop.CancelAsync();
        await load;
        var rest = Print("at rest", answers.Where(answer => Within(answer.At, resting)));
        Print("while a package is sent and taken in", answers.Where(answer => Within(answer.At, importing)));
        Print("while a model is prepared", answers.Where(answer => Within(answer.At, preparing)));
        var swapped99 = Print("in the swap's second", answers.Where(answer => Within(answer.At, swapping)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p99 in the swap's second is {swapped99 - rest:+0.0;-0.0} ms from rest"));
        Console.WriteLine($"{answers.Count} verdicts, {answers.Select(answer => answer.Version).Distinct().Count()} versions, 0 errors");
        if (memory.Count >= WarmUpSwaps + (2 * Compared))
        {
            var (early, late) = (Median(memory.Skip(WarmUpSwaps).Take(Compared)), Median(memory.TakeLast(Compared)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"memory with two models loaded: {early} MB (median of swaps {WarmUpSwaps + 1} to {WarmUpSwaps + Compared}), {late} MB (of the last {Compared}), {(double)(late - early) / early:+0.0%;-0.0%}"));
        }
    }

    private static async Task LoadAsync(HttpClient http, IReadOnlyList<BenchArticle> articles, double rate, List<(long, double, string)> answers, CancellationToken stop)
    {
        List<Task> underWay = [];
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / rate));
        try
        {
            for (var i = 0; await timer.WaitForNextTickAsync(stop); i++)
            {
                underWay.Add(JudgeAsync(http, articles[i % articles.Count], answers));
                underWay.RemoveAll(static one => one.IsCompletedSuccessfully);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the load.
        }

        await Task.WhenAll(underWay);
    }

    private static async Task JudgeAsync(HttpClient http, BenchArticle article, List<(long, double, string)> answers)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsJsonAsync("api/v1/classify", new { article.Title, article.Text });
        answer.EnsureSuccessStatusCode();
        using var verdict = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        lock (answers)
        {
            answers.Add((started, Stopwatch.GetElapsedTime(started).TotalMilliseconds, verdict.RootElement.GetProperty("model").GetProperty("version").GetString()!));
        }
    }

    private static async Task ImportAsync(HttpClient http, string package, string version)
    {
        using var memory = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(memory, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            var opened = ModelPackage.Open(package);
            foreach (var file in opened.Manifest.Files.Keys)
            {
                await using var entry = archive.CreateEntry(file, System.IO.Compression.CompressionLevel.Fastest).Open();
                await using var source = File.OpenRead(Path.Combine(opened.Folder, file));
                await source.CopyToAsync(entry);
            }

            await using var manifest = archive.CreateEntry(ModelPackage.ManifestFile).Open();
            await JsonSerializer.SerializeAsync(manifest, opened.Manifest with { Version = version }, ManifestJson.Default.ModelManifest);
        }

        memory.Position = 0;
        using var content = new StreamContent(memory);
        using var answer = await http.PostAsync("api/v1/models/packages", content);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task CommandAsync(HttpClient http, string verb, string? model)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/models/{verb}") { Content = JsonContent.Create(new { model }) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{verb}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private static bool Within(long at, List<(long From, long Until)> spans) => spans.Exists(span => at >= span.From && at < span.Until);

    private static long Median(IEnumerable<long> values) => values.Order().ElementAt(Compared / 2);

    /// <summary>Prints a time's latencies.</summary>
    /// <returns>Their p99 in milliseconds.</returns>
    private static double Print(string when, IEnumerable<(long, double Milliseconds, string)> answers)
    {
        var sorted = answers.Select(static answer => answer.Milliseconds).Order().ToArray();
        if (sorted.Length == 0)
        {
            Console.WriteLine($"{when}: nothing");
            return double.NaN;
        }

        var p99 = sorted[(int)Math.Ceiling(0.99 * sorted.Length) - 1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{when}: {sorted.Length} verdicts, p50 {sorted[sorted.Length / 2]:F1} ms, p99 {p99:F1} ms, longest {sorted[^1]:F1} ms"));
        return p99;
    }

    private static long Resident(int process)
    {
        using var silo = Process.GetProcessById(process);
        return silo.WorkingSet64 >> 20;
    }
}
