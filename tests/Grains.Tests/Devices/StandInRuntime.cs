using System.Collections.Concurrent;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Tests.Models;

namespace FakeNews.Grains.Tests.Devices;

/// <summary>
/// Computes logits from ids by a rule that tests know, and fails on the words that ask for it. While <see cref="Gate"/> is closed, runs wait at it.
/// </summary>
internal sealed class StandInRuntime : IInferenceRuntime
{
    private static readonly long Poison = TestPackage.Vocabulary.IndexOf("poison");
    private static readonly long NotANumber = TestPackage.Vocabulary.IndexOf("nan");
    private static readonly long Hang = TestPackage.Vocabulary.IndexOf("hang");

    /// <summary>Runs wait here while it is closed.</summary>
    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    /// <summary>Runs that began.</summary>
    public BlockingCollection<(int Rows, int Length)> Began { get; } = [];

    /// <summary>Runs of articles with the word "hang" wait here.</summary>
    public ManualResetEventSlim Hanging { get; } = new();

    /// <summary>Sessions disposed of.</summary>
    public int Disposed { get; private set; }

    /// <summary>Whether every run throws.</summary>
    public bool Sick { get; set; }

    /// <summary>What the rule gives for a row.</summary>
    public static (float Fake, float Real) Logits(ReadOnlySpan<long> ids)
    {
        long sum = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            sum = (sum * 31) + ids[i];
        }

        return ((sum & 0xFF) / 64f, ((sum >> 8) & 0xFF) / 64f);
    }

    public IInferenceSession Load(string graphPath, DeviceDescription device) => new Session(this);

    private sealed class Session(StandInRuntime runtime) : IInferenceSession
    {
        public ILaneSession OpenLane() => new Lane(runtime);

        public void Dispose() => runtime.Disposed++;
    }

    private sealed class Lane(StandInRuntime runtime) : ILaneSession
    {
        public void Run(TokenBatch batch, Span<float> logits)
        {
            var ids = new long[batch.Rows * batch.Length];
            batch.CopyTo(ids, default);
            if (runtime.Sick)
            {
                throw new InvalidOperationException("The stand-in is sick.");
            }

            if (!ids.AsSpan().ContainsAnyExcept(0L))
            {
                // A warm-up or control run.
                return;
            }

            runtime.Began.Add((batch.Rows, batch.Length));
            runtime.Gate.Wait();
            if (ids.Contains(Hang))
            {
                runtime.Hanging.Wait();
            }

            if (ids.Contains(Poison))
            {
                throw new InvalidOperationException("The stand-in was fed poison.");
            }

            for (var row = 0; row < batch.Rows; row++)
            {
                var (fake, real) = Logits(ids.AsSpan(row * batch.Length, batch.Length));
                (logits[2 * row], logits[(2 * row) + 1]) = (ids.Contains(NotANumber) ? float.NaN : fake, real);
            }
        }

        public void Abort()
        {
        }

        public void Dispose()
        {
        }
    }
}
