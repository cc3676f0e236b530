using System.Collections.Immutable;
using System.Text;
using Confluent.Kafka;
using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Reading;

namespace FakeNews.Chaos.Producing;

/// <summary>Sends articles at a steady rate, each with an id of its own, keyed by story so that keys have an order to keep.</summary>
/// <param name="writer">Where to.</param>
/// <param name="pool">The texts.</param>
/// <param name="seed">Seed of texts and keys, and part of every id.</param>
/// <param name="keys">Number of different keys.</param>
/// <param name="first">Number of the pool's first text, where several streams share one numbering.</param>
public sealed class ArticleStream(KafkaWriter writer, ImmutableArray<PoolText> pool, int seed, int keys, int first = 0)
{
    private static readonly byte[] Article = "article"u8.ToArray();
    private static readonly byte[] Poison = "poison"u8.ToArray();
    private readonly Random _random = new(seed);
    private readonly byte[][] _texts = [.. Enumerable.Range(0, pool.Length).Select(number => Encoding.UTF8.GetBytes(FormattableString.Invariant($"{first + number}")))];
    private int _poison;

    /// <summary>What was sent.</summary>
    public Ledger Ledger { get; } = new();

    /// <summary>Puts poison into the stream: the next so many articles can't be judged.</summary>
    public void AddPoison(int articles) => Interlocked.Add(ref _poison, articles);

    /// <summary>Sends until told to stop.</summary>
    /// <param name="rate">Articles a second.</param>
    /// <param name="most">Articles altogether.</param>
    /// <param name="cancellation">Ends the sending; no error.</param>
    public async Task RunAsync(double rate, long most, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var started = TimeProvider.System.GetTimestamp();
        var due = 0.0;
        var sent = 0L;
        while (sent < most && !cancellation.IsCancellationRequested)
        {
            // What an outage held up is sent afterwards, so that the rate holds on average.
            due = Math.Min(most, TimeProvider.System.GetElapsedTime(started).TotalSeconds * rate);
            for (; sent < due && !cancellation.IsCancellationRequested; sent++)
            {
                Send();
            }

            try
            {
                await beat.WaitForNextTickAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Send()
    {
        var poison = Volatile.Read(ref _poison) > 0 && Interlocked.Decrement(ref _poison) >= 0;
        var number = _random.Next(pool.Length);
        var id = FormattableString.Invariant($"chaos-{seed}-{Ledger.Sent}");
        var story = FormattableString.Invariant($"story-{_random.Next(keys)}");
        var headers = new Headers { { ChaosHeaders.Kind, poison ? Poison : Article } };
        if (!poison)
        {
            headers.Add(ChaosHeaders.Text, _texts[number]);
        }

        var message = new Message<byte[]?, byte[]?>
        {
            Key = Encoding.UTF8.GetBytes(story),
            Value = ArticleJson.Write(id, poison ? TextPool.Poison : pool[number], story),
            Headers = headers,
        };
        Ledger.CountSent();
        writer.Send(message, report =>
        {
            if (report.Error.IsError)
            {
                Ledger.CountUnclear();
            }
            else
            {
                Ledger.Acknowledge(new Acknowledgement(id, report.Partition.Value, report.Offset.Value));
            }
        });
    }
}
