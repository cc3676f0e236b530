using System.Collections.Immutable;
using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Producing;
using FakeNews.Chaos.Progress;
using FakeNews.Chaos.Reading;
using FakeNews.Grains.Contracts;

namespace FakeNews.EndToEnd.Tests.Story;

/// <summary>The articles of the story: they stream from its beginning to its end, and a new kind joins them.</summary>
internal sealed class NewsStream : IDisposable
{
    private const int Keys = 50;
    private const int KnownRate = 30;
    private const int WaveRate = 15;
    private const int NewRate = 3;
    private const int Wave = 230;

    private readonly string _bootstrapServers;
    private readonly IReadOnlyList<(PoolText Text, Manner Manner)> _known = MadeUpNews.Write(11, 400, Manner.Loud, Manner.Sober, Manner.Sober, Manner.Sober);
    private readonly IReadOnlyList<(PoolText Text, Manner Manner)> _new = MadeUpNews.Write(12, 400, Manner.Remedy, Manner.Study);
    private readonly Dictionary<string, Manner> _manners;
    private readonly KafkaWriter _writer;
    private readonly ArticleStream _knownArticles;
    private readonly ArticleStream _newArticles;
    private readonly GroupLook _look;
    private readonly ProgressMonitor _progress;
    private readonly CancellationTokenSource _noMore = new();
    private readonly CancellationTokenSource _unwatched = new();
    private readonly List<Task> _sending = [];
    private Task _watching = Task.CompletedTask;

    public NewsStream(string bootstrapServers)
    {
        _bootstrapServers = bootstrapServers;
        _manners = _known.Concat(_new).ToDictionary(static each => each.Text.Title, static each => each.Manner, StringComparer.Ordinal);
        _writer = new KafkaWriter(bootstrapServers, TopicSet.Default.Articles);
        _knownArticles = new ArticleStream(_writer, [.. _known.Select(static each => each.Text)], 1, Keys);
        _newArticles = new ArticleStream(_writer, [.. _new.Select(static each => each.Text)], 2, Keys, _known.Count);
        _look = new GroupLook(bootstrapServers, TopicSet.Default, Stage.Group);
        _progress = new ProgressMonitor(_look, TimeSpan.FromSeconds(1));
        Watch = new VerdictWatch(bootstrapServers);
    }

    /// <summary>What comes of them.</summary>
    public VerdictWatch Watch { get; }

    /// <summary>All texts, numbered as the articles' headers say.</summary>
    public ImmutableArray<PoolText> Texts => [.. _known.Concat(_new).Select(static each => each.Text)];

    /// <summary>The manner of an article, by its title.</summary>
    public Manner MannerOf(string? title) => _manners[title!];

    /// <summary>Begins with what the first model knows.</summary>
    public void Start()
    {
        Watch.Start();
        _watching = _progress.RunAsync(_unwatched.Token);
        _sending.Add(Task.Run(() => _knownArticles.RunAsync(KnownRate, long.MaxValue, _noMore.Token)));
    }

    /// <summary>The new kind comes: a wave of it, then a few among the others.</summary>
    public void StartNewKind() => _sending.Add(Task.Run(async () =>
    {
        await _newArticles.RunAsync(WaveRate, Wave, _noMore.Token);
        await _newArticles.RunAsync(NewRate, long.MaxValue, _noMore.Token);
    }));

    /// <summary>Waits until so many articles that were sent from now on have come back under a model.</summary>
    /// <param name="sha256">The model.</param>
    /// <param name="more">How many.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="arm">Counts those of this side of a canary alone; null counts all.</param>
    public Task JudgedByAsync(string sha256, int more, CancellationToken cancellation, ModelArm? arm = null)
    {
        var from = DateTimeOffset.UtcNow;
        return VerdictWatch.UntilAsync(
            () => Watch.Verdicts.Count(seen => seen.Verdict.Model.Sha256 == sha256 && (arm is null || seen.Verdict.Arm == arm) && seen.Verdict.Input!.Timestamp >= from) >= more, cancellation);
    }

    /// <summary>Sends no more, waits for the rest, and reads everything back.</summary>
    public async Task<Evidence> FinishAsync(CancellationToken cancellation)
    {
        await _noMore.CancelAsync();
        await Task.WhenAll(_sending);
        Assert.True(_writer.Flush(StoryTests.Bound));
        var accepted = _knownArticles.Ledger.AcknowledgedCount + _newArticles.Ledger.AcknowledgedCount;
        Assert.True(await _progress.UntilAsync(sample => sample.Lag == 0 && sample.InputEnds.Values.Sum() >= accepted, StoryTests.Bound, cancellation), "lag stays");
        await VerdictWatch.UntilAsync(() => Watch.Count >= accepted, cancellation);
        await Watch.EndAsync();
        await _unwatched.CancelAsync();
        await _watching;
        var evidence = await new EvidenceReader(_bootstrapServers, TopicSet.Default, Stage.Group).ReadAsync(cancellation);
        return evidence with { Acknowledged = [.. _knownArticles.Ledger.Acknowledged(), .. _newArticles.Ledger.Acknowledged()], Samples = _progress.Samples() };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _noMore.Cancel();
        _unwatched.Cancel();
        // Their clients are disposed of next: nothing may use them any more.
        Task.WhenAll([.. _sending, _watching]).ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        Watch.Dispose();
        _look.Dispose();
        _writer.Dispose();
        _noMore.Dispose();
        _unwatched.Dispose();
    }
}
