using System.Runtime.CompilerServices;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Data;
using Microsoft.Extensions.Configuration;

namespace FakeNews.Trainer.Served;

/// <summary>
/// A package as the stream serves it: its own text recipe, masks and tokenizer, its graph in ONNX Runtime, its calibration and thresholds. Whatever is
/// measured through it is what users get.
/// </summary>
public sealed class ServedModel : IAsyncDisposable
{
    private const int WorstKept = 24;

    private readonly LocalJudge _judge;
    private readonly TimeProvider _time;

    private ServedModel(LocalJudge judge, ModelManifest manifest, string precision, TimeProvider time)
    {
        (_judge, Manifest, Precision, _time) = (judge, manifest, precision, time);
    }

    /// <summary>The package's manifest.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>Of the graph that runs.</summary>
    public string Precision { get; }

    /// <summary>Name, version, sha256.</summary>
    public ModelIdentity Identity => _judge.Model;

    /// <summary>Loads and warms a package.</summary>
    /// <param name="package">A folder or .zip.</param>
    /// <param name="precision">Of the graph; null for the package's default.</param>
    /// <param name="time">Stamps what is handed in.</param>
    /// <exception cref="ModelPackageException">The package can't be used.</exception>
    public static async Task<ServedModel> OpenAsync(string package, string? precision, TimeProvider time)
    {
        var manifest = ModelPackage.Open(package).Manifest;
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Models:Package", Path.GetFullPath(package)), new("Models:Precision", precision)]).Build();
        return new ServedModel(await LocalJudge.OpenAsync(settings), manifest, precision ?? manifest.Graphs[0].Precision, time);
    }

    /// <summary>Judges a set, reading ahead no further than keeps the cores busy.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="articles">Read once.</param>
    /// <param name="onScored">Told how many are done, now and then; or null.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<ScoredSet> ScoreAsync(string name, IEnumerable<LabelledArticle> articles, Action<int>? onScored = null, CancellationToken cancellation = default)
    {
        var underWay = new Queue<LabelledArticle>();
        var (scored, unscored, worst) = (new List<ScoredArticle>(), 0, new PriorityQueue<LabelledArticle, double>());
        await foreach (var judgement in _judge.JudgeAsync(Submissions(articles, underWay, cancellation), cancellation))
        {
            var article = underWay.Dequeue();
            if (Score(article, judgement) is not { } score)
            {
                unscored++;
                continue;
            }

            scored.Add(score);
            if (!score.IsRight)
            {
                worst.Enqueue(article, Math.Abs(score.FakeProbability - 0.5));
                if (worst.Count > WorstKept)
                {
                    worst.Dequeue();
                }
            }

            if (scored.Count % 100 == 0)
            {
                onScored?.Invoke(scored.Count);
            }
        }

        var errors = new List<LabelledArticle>();
        while (worst.TryDequeue(out var error, out _))
        {
            errors.Add(error);
        }

        errors.Reverse();
        return new ScoredSet(name, scored, unscored, errors);
    }

    /// <summary>Probability of fake of each article; null where there was nothing to judge.</summary>
    public async Task<IReadOnlyList<double?>> ProbabilitiesAsync(IEnumerable<LabelledArticle> articles, CancellationToken cancellation = default)
    {
        var probabilities = new List<double?>();
        var underWay = new Queue<LabelledArticle>();
        await foreach (var judgement in _judge.JudgeAsync(Submissions(articles, underWay, cancellation), cancellation))
        {
            probabilities.Add(Score(underWay.Dequeue(), judgement)?.FakeProbability);
        }

        return probabilities;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _judge.DisposeAsync();

    private async IAsyncEnumerable<Submission> Submissions(
        IEnumerable<LabelledArticle> articles, Queue<LabelledArticle> underWay, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var article in articles)
        {
            cancellation.ThrowIfCancellationRequested();
            underWay.Enqueue(article);
            yield return new Submission(new Article(article.Id, null, article.Title, article.Text, article.Source), null, _time.GetUtcNow());
        }

        await Task.CompletedTask;
    }

    private static ScoredArticle? Score(LabelledArticle article, Judgement judgement) => judgement switch
    {
        { Succeeded: false } => throw new InvalidDataException($"{article.Id} can't be judged: {judgement.Failure.Message}"),
        { Verdict: { FakeProbability: { } probability } verdict } => new ScoredArticle(
            article.Id, article.Title, article.Label, article.Date, probability, verdict.Decision, verdict.Tokens?.Total ?? 0, verdict.Tokens?.Used ?? 0),
        _ => null,
    };
}
