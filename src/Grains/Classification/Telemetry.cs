using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FakeNews.Grains.Classification;

/// <summary>The meter and the activity source of judging. All instruments are free while nobody listens.</summary>
public static class Telemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "FakeNews";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Batches = Meter.CreateCounter<long>("fakenews.batches", "{batch}", "Runs on a device.");
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("fakenews.tokens", "{token}", "Tokens that the model read, without padding.");
    private static readonly Counter<double> Busy = Meter.CreateCounter<double>("fakenews.lane.busy", "s", "Time that execution lanes spent in runs.");
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("fakenews.batch.size", "{article}", "Articles in a run.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("fakenews.inference.duration", "s", "Time of a run.");
    private static readonly Counter<long> Judged = Meter.CreateCounter<long>("fakenews.articles", "{article}", "Judged articles, by decision and reason.");
    private static readonly Counter<long> Failed = Meter.CreateCounter<long>("fakenews.articles.failed", "{article}", "Articles that could not be judged.");
    private static readonly Counter<long> FailedRuns = Meter.CreateCounter<long>("fakenews.batches.failed", "{batch}", "Runs that threw, hung, or gave values that are not finite.");
    private static readonly Counter<long> Rerouted = Meter.CreateCounter<long>("fakenews.batches.rerouted", "{batch}", "Batches sent to another device, by cause.");
    private static readonly UpDownCounter<int> Waiting = Meter.CreateUpDownCounter<int>("fakenews.queue.depth", "{article}", "Tokenized articles that wait for a device.");

    /// <summary>Spans of judging.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    internal static void RunEnded(string device, TokenBatch batch, TimeSpan duration)
    {
        if (Duration.Enabled || Batches.Enabled)
        {
            var tag = new KeyValuePair<string, object?>("device", device);
            Batches.Add(1, tag);
            BatchSize.Record(batch.Rows, tag);
            Tokens.Add(batch.Tokens, tag);
            Busy.Add(duration.TotalSeconds, tag);
            Duration.Record(duration.TotalSeconds, tag);
        }
    }

    internal static void RunFailed(string device) => FailedRuns.Add(1, new KeyValuePair<string, object?>("device", device));

    internal static void BatchRerouted(string cause) => Rerouted.Add(1, new KeyValuePair<string, object?>("cause", cause));

    internal static void QueueChanged(int by) => Waiting.Add(by);

    internal static void ArticleEnded(Judgement judgement)
    {
        if (judgement.Verdict is { } verdict)
        {
            if (Judged.Enabled)
            {
                Judged.Add(1, new("decision", verdict.Decision.ToString()), new("reason", verdict.Reason.ToString()));
            }
        }
        else
        {
            Failed.Add(1);
        }
    }
}
