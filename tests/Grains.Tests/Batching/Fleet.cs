using FakeNews.Grains.Batching;
using Microsoft.Extensions.Time.Testing;

namespace FakeNews.Grains.Tests.Batching;

/// <summary>
/// A simulation, millisecond by millisecond, of lanes that take batches from a batcher. It records every take with what had been waiting, so that the
/// batcher's laws can be checked on it.
/// </summary>
internal sealed class Fleet(int lanes, int ahead, TimeSpan maximumWait, Func<int, int> runMilliseconds)
{
    /// <summary>Milliseconds after a take at which an article comes back that has another run.</summary>
    private const int BetweenRuns = 3;

    public sealed record Take(int At, Demand Demand, MicroBatch<Arrival> Batch, IReadOnlyList<Arrival> Waiting);

    public List<Take> Takes { get; } = [];

    /// <summary>Moments at which a lane was idle although articles waited.</summary>
    public int IdleWhileWaiting { get; private set; }

    public void Run(IBatchPolicy policy, IReadOnlyList<Arrival> arrivals)
    {
        var time = new FakeTimeProvider();
        var batcher = new MicroBatcher<Arrival>(policy, maximumWait, int.MaxValue, time);
        List<Arrival> waiting = [];
        Queue<int> ready = [];
        var busyUntil = new int[lanes];
        var next = 0;
        var start = time.GetTimestamp();
        Queue<(int At, Arrival Arrival)> returning = [];
        var bound = (BetweenRuns * arrivals.Count) + arrivals.Sum(arrival => (long)runMilliseconds(policy.ShapeOf(Math.Max(1, arrival.Again)))) + arrivals.Sum(arrival => (long)runMilliseconds(policy.ShapeOf(arrival.Tokens))) + (arrivals.Count == 0 ? 0 : arrivals[^1].At) + 1000;
        for (var now = 0; next < arrivals.Count || returning.Count > 0 || batcher.Count > 0; now++)
        {
            Assert.True(now <= bound, "The batcher keeps an article for ever.");
            for (; next < arrivals.Count && arrivals[next].At <= now; next++)
            {
                Assert.True(batcher.TryAdd(arrivals[next], arrivals[next].Tokens, arrivals[next].Model, TimeSpan.FromMilliseconds(arrivals[next].HeadStart)));
                waiting.Add(arrivals[next]);
            }

            while (returning.TryPeek(out var due) && due.At <= now)
            {
                var back = returning.Dequeue().Arrival;
                batcher.Return(back, back.Tokens, back.Model, TimeSpan.FromMilliseconds(back.HeadStart), start + (back.At * time.TimestampFrequency / 1000));
                waiting.Add(back);
            }

            for (var lane = 0; lane < lanes; lane++)
            {
                if (busyUntil[lane] > now)
                {
                    continue;
                }

                if (ready.TryDequeue(out var length) || TakeOne(Demand.Idle, out length))
                {
                    busyUntil[lane] = now + runMilliseconds(length);
                }

                IdleWhileWaiting += busyUntil[lane] <= now && waiting.Count > 0 ? 1 : 0;
            }

            while (ready.Count < ahead && TakeOne(Demand.Ahead, out var length))
            {
                ready.Enqueue(length);
            }

            time.Advance(TimeSpan.FromMilliseconds(1));

            bool TakeOne(Demand demand, out int length)
            {
                if (!batcher.TryTake(demand, out var batch))
                {
                    length = 0;
                    return false;
                }

                Takes.Add(new(now, demand, batch, [.. waiting]));
                waiting.RemoveAll(batch.Items.Contains);
                foreach (var article in batch.Items.Where(article => article.Again > 0))
                {
                    returning.Enqueue((now + BetweenRuns, article with { Tokens = article.Again, Again = 0, Returned = true }));
                }

                length = batch.Shape * batch.Items.Length;
                return true;
            }
        }
    }
}
