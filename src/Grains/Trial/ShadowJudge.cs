using System.Threading.Channels;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Devices;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Trial;

/// <summary>
/// Judges the shadow's articles, one at a time, on a device of this silo that has a lane to spare, within a bounded part of the lanes' time. Under load no
/// lane is to spare, the queue fills, and articles are dropped: the shadow is the first to go without.
/// </summary>
internal sealed class ShadowJudge(LocalDevices devices, IOptions<TrialLimits> limits, TimeProvider time) : IShadow, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly Channel<ShadowArticle> _queue = Channel.CreateBounded<ShadowArticle>(new BoundedChannelOptions(limits.Value.ShadowQueue) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private Task? _loop;

    public bool Offer(ShadowArticle article)
    {
        if (_loop is null && Interlocked.CompareExchange(ref _loop, Task.CompletedTask, null) is null)
        {
            _loop = Task.Run(LoopAsync);
        }

        return _queue.Writer.TryWrite(article);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_loop is { } loop)
        {
            await loop;
        }

        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            await foreach (var article in _queue.Reader.ReadAllAsync(_stop.Token))
            {
                var device = await SpareAsync();
                var started = time.GetTimestamp();
                await JudgeAsync(article, device);
                await RestAsync(time.GetElapsedTime(started));
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    /// <summary>The next device that has a lane to spare.</summary>
    private async Task<InferenceDevice> SpareAsync()
    {
        while (true)
        {
            foreach (var device in devices.All)
            {
                if (device.Depth < device.Description.Lanes)
                {
                    return device;
                }
            }

            await Task.Delay(Patience, time, _stop.Token);
        }
    }

    private async Task JudgeAsync(ShadowArticle article, InferenceDevice device)
    {
        try
        {
            var (submission, candidate) = (article.Submission, article.Candidate);
            var tokens = candidate.Tokenize(submission.Article.Title, submission.Article.Text, out var ids);
            if (ids.IsEmpty)
            {
                article.Flips.Compare(article.Champion, VerdictWriter.Unscored(submission, candidate, Contracts.VerdictReason.NoContent, time.GetUtcNow()));
                return;
            }

            var batch = TokenBatch.Pack(candidate.Identity.Sha256, ids.Length / sizeof(ushort), [ids]);
            var logits = await device.RunAsync(batch);
            article.Flips.Compare(article.Champion, VerdictWriter.Judged(submission, candidate, tokens, logits[0], logits[1], time.GetUtcNow()));
        }
        catch (Exception e) when (e is DeviceBusyException or ModelAbsentException)
        {
            article.Flips.Dropped();
        }
        // What the candidate can't judge is what the shadow is there to find out.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            article.Flips.Failed();
        }
    }

    /// <summary>Stays within the shadow's part of all lanes.</summary>
    private async Task RestAsync(TimeSpan busy)
    {
        var lanes = devices.All.Sum(device => device.Description.Lanes) * limits.Value.ShadowCapacity;
        var rest = lanes > 0 ? (busy / lanes) - busy : Timeout.InfiniteTimeSpan;
        if (rest > TimeSpan.Zero || rest == Timeout.InfiniteTimeSpan)
        {
            await Task.Delay(rest, time, _stop.Token);
        }
    }
}
