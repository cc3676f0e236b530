using Confluent.Kafka;
using FakeNews.Grains.Labels;
using FakeNews.Trainer.Labelled;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FakeNews.Trainer.Service;

/// <summary>
/// Reads the labels' topic into the store, on a thread of its own. The store says where to go on; the group's offsets are committed after it, for people who
/// look at the lag.
/// </summary>
internal sealed partial class LabelIntake(LabelJournal journal, TrainerOptions options, ILogger<LabelIntake> log) : BackgroundService
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookForPartitions = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Follow(stop);
            }
            catch (KafkaException failure)
            {
                LogFailed(failure.Error.Reason);
                stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(5));
            }
        }
    }

    private void Follow(CancellationToken stop)
    {
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(new ConsumerConfig(TrainerKafka.Client(options))
        {
            GroupId = options.GroupId,
            EnableAutoCommit = false,
            IsolationLevel = IsolationLevel.ReadCommitted,
            AutoOffsetReset = AutoOffsetReset.Earliest,
        }).SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
        var known = new HashSet<int>();
        var looked = 0L;
        while (!stop.IsCancellationRequested)
        {
            if (known.Count == 0 || System.Diagnostics.Stopwatch.GetElapsedTime(looked) > LookForPartitions)
            {
                Assign(consumer, known);
                looked = System.Diagnostics.Stopwatch.GetTimestamp();
            }

            var arrivals = new List<LabelArrival>();
            for (var result = consumer.Consume(Poll); result is not null && arrivals.Count < MostAtOnce; result = consumer.Consume(TimeSpan.Zero))
            {
                var isLabel = LabelRecord.TryRead(result.Message.Value, out var label);
                arrivals.Add(new(result.Partition.Value, result.Offset.Value, isLabel ? label : null));
            }

            if (arrivals.Count > 0)
            {
                journal.Append(arrivals);
                Show(consumer);
            }
        }
    }

    private void Assign(IConsumer<byte[]?, byte[]?> consumer, HashSet<int> known)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var positions = journal.Positions;
        var added = admin.GetMetadata(options.Labels, TimeSpan.FromSeconds(10)).Topics.SelectMany(static topic => topic.Partitions)
            .Where(partition => known.Add(partition.PartitionId))
            .Select(partition => new TopicPartitionOffset(
                options.Labels, partition.PartitionId, positions.TryGetValue(partition.PartitionId, out var seen) ? new Offset(seen + 1) : Offset.Beginning))
            .ToList();
        if (added.Count > 0)
        {
            consumer.IncrementalAssign(added);
        }
        else if (known.Count == 0)
        {
            consumer.Consume(TimeSpan.FromSeconds(1));
        }
    }

    private void Show(IConsumer<byte[]?, byte[]?> consumer)
    {
        try
        {
            consumer.Commit(journal.Positions.Select(place => new TopicPartitionOffset(options.Labels, place.Key, place.Value + 1)));
        }
        catch (KafkaException failure)
        {
            // For show only: the store itself knows where to go on.
            LogNotShown(failure.Error.Reason);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The labels can't be read ({Reason}); it tries again in 5 s.")]
    private partial void LogFailed(string reason);

    [LoggerMessage(LogLevel.Debug, "The position could not be committed ({Reason}).")]
    private partial void LogNotShown(string reason);
}
