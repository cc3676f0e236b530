using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Processes;
using FakeNews.Chaos.Producing;
using FakeNews.Chaos.Silos;

namespace FakeNews.Chaos.Runs;

/// <summary>Asks <c>fakenews classify</c>, another process without a broker, what each text of the pool must get.</summary>
public sealed class ClassifyOracle(SiloProgram program, string folder)
{
    private static readonly Dictionary<string, string> NoMore = [];

    /// <summary>What must come out, by model and text.</summary>
    /// <exception cref="InvalidOperationException">The verb failed.</exception>
    public async Task<IReadOnlyDictionary<TextOfModel, ExpectedVerdict>> AskAsync(ImmutableArray<PoolText> pool, string? model, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "pool.jsonl");
        await using (var lines = File.Create(file))
        {
            for (var number = 0; number < pool.Length; number++)
            {
                await lines.WriteAsync(ArticleJson.Write(number.ToString(CultureInfo.InvariantCulture), pool[number], "pool"), cancellation);
                lines.WriteByte((byte)'\n');
            }
        }

        string[] arguments = ["classify", file];
        var line = program.Verb(model is null ? arguments : [.. arguments, $"--Models:Package={model}"]);
        var (exitCode, said) = await LoggedProcess.RunAsync(line, NoMore, TimeSpan.FromMinutes(5), cancellation);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"fakenews classify failed: {said}");
        }

        return Read(said);
    }

    private static Dictionary<TextOfModel, ExpectedVerdict> Read(string lines)
    {
        var expected = new Dictionary<TextOfModel, ExpectedVerdict>();
        foreach (var line in lines.Split('\n').Where(line => line.StartsWith('{')))
        {
            using var document = JsonDocument.Parse(line);
            var verdict = document.RootElement;
            var number = int.Parse(verdict.GetProperty("articleId").GetString()!, CultureInfo.InvariantCulture);
            var sha = verdict.GetProperty("model").GetProperty("sha256").GetString()!;
            var label = verdict.TryGetProperty("label", out var named) ? named.GetString() : null;
            double? probability = verdict.TryGetProperty("fakeProbability", out var value) ? value.GetDouble() : null;
            expected[new TextOfModel(sha, number)] = new ExpectedVerdict(label, probability);
        }

        return expected;
    }
}
