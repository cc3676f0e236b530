using System.Collections.Immutable;
using FakeNews.Grains.Classification;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Ingest.Delivery;
using Microsoft.Extensions.Logging;

namespace FakeNews.Ingest.Consuming;

/// <summary>
/// Turns batches of records into results: parses, has judged, writes verdicts and dead letters. A call that fails is made again after a growing pause; a batch that keeps
/// failing is halved until the article is found that it fails on, and that one is dead-lettered. While nothing at all gets judged the fault is the judge's,
/// not an article's: then it waits without end, and back-pressure holds the stream.
/// </summary>
internal sealed partial class ArticleJudging(
    IArticleJudge judge, VerdictRecords verdicts, DeadLetterRecords deadLetters, KafkaOptions options, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // A batch is tried a second time before it is halved: most failures pass by themselves.
    private const int BatchAttempts = 2;
    private long _judged;

    /// <summary>Judges a batch in the background; each record completes exactly once.</summary>
    /// <param name="batch">The records.</param>
    /// <param name="completions">Takes each result.</param>
    /// <param name="abandon">Gives up: what is unfinished completes without a result.</param>
    public Task Start(ImmutableArray<TrackedRecord> batch, Completions completions, CancellationToken abandon) =>
        Task.Run(() => RunAsync(batch, completions, abandon), CancellationToken.None);

    private async Task RunAsync(ImmutableArray<TrackedRecord> batch, Completions completions, CancellationToken abandon)
    {
        var received = time.GetUtcNow();
        var submitted = ImmutableArray.CreateBuilder<TrackedRecord>(batch.Length);
        var submissions = ImmutableArray.CreateBuilder<Submission>(batch.Length);
        foreach (var tracked in batch)
        {
            var outcome = tracked.Record.Parse();
            if (outcome.Succeeded)
            {
                submitted.Add(tracked);
                submissions.Add(new Submission(outcome.Article, tracked.Record.Position, received));
            }
            else
            {
                completions.Add(new Completion(tracked, deadLetters.Write(tracked.Record, outcome.Rejection)));
            }
        }

        if (submitted.Count > 0)
        {
            await JudgeAsync(submitted.DrainToImmutable(), submissions.DrainToImmutable(), completions, abandon).ConfigureAwait(false);
        }
    }

    private async Task JudgeAsync(
        ImmutableArray<TrackedRecord> records, ImmutableArray<Submission> submissions, Completions completions, CancellationToken abandon)
    {
        var attempts = 0;
        for (var failures = 0; ; failures++)
        {
            var judgedBefore = Interlocked.Read(ref _judged);
            try
            {
                var judgements = await judge.JudgeAsync(submissions, abandon).ConfigureAwait(false);
                if (judgements.Length != submissions.Length)
                {
                    throw new InvalidOperationException($"The judge returned {judgements.Length} judgements for {submissions.Length} articles.");
                }

                Interlocked.Add(ref _judged, submissions.Length);
                for (var index = 0; index < judgements.Length; index++)
                {
                    completions.Add(new Completion(records[index], Write(records[index].Record, judgements[index])));
                }

                return;
            }
            catch (Exception exception) when (!abandon.IsCancellationRequested)
            {
                Failed(submissions.Length, failures + 1, exception.GetType().Name);
                await PauseAsync(failures, abandon).ConfigureAwait(false);
                attempts += abandon.IsCancellationRequested || (IsOutage(exception) && Interlocked.Read(ref _judged) == judgedBefore) ? 0 : 1;
                if (attempts >= options.MaxAttempts && records.Length == 1)
                {
                    var failure = new JudgementFailure(exception.GetType().FullName!, exception.Message, attempts);
                    completions.Add(new Completion(records[0], deadLetters.Write(records[0].Record, failure)));
                    return;
                }
            }
            catch (Exception) when (abandon.IsCancellationRequested)
            {
            }

            if (abandon.IsCancellationRequested)
            {
                GiveUp(records, completions);
                return;
            }

            if (records.Length > 1 && attempts >= BatchAttempts)
            {
                var half = records.Length / 2;
                await Task.WhenAll(
                    JudgeAsync(records[..half], submissions[..half], completions, abandon),
                    JudgeAsync(records[half..], submissions[half..], completions, abandon)).ConfigureAwait(false);
                return;
            }
        }
    }

    private ArticleResult Write(InputRecord record, Judgement judgement) =>
        judgement.Succeeded ? verdicts.Write(judgement.Verdict, record.Key) : deadLetters.Write(record, judgement.Failure);

    private static void GiveUp(ImmutableArray<TrackedRecord> records, Completions completions)
    {
        foreach (var tracked in records)
        {
            completions.Add(new Completion(tracked, null));
        }
    }

    private async Task PauseAsync(int failures, CancellationToken abandon)
    {
        var pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 50 * Math.Pow(2, Math.Min(failures, 10))));
        await Task.Delay(pause, time, abandon).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Errors that say nothing of the article: the grain, its silo or the way there failed.</summary>
    private static bool IsOutage(Exception exception) =>
        exception is TimeoutException or OperationCanceledException or Orleans.Runtime.OrleansException or ObjectDisposedException or IOException;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Judging {Articles} articles failed ({Failures} times in a row) with {Exception}; trying again.")]
    private partial void Failed(int articles, int failures, string exception);
}
