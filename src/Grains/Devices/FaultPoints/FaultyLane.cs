using System.Globalization;
using System.Runtime.InteropServices;
using FakeNews.Grains.Classification;

namespace FakeNews.Grains.Devices.FaultPoints;

/// <summary>
/// A lane that is slow, throws, returns what is no number, or hangs, for as long as the fault file says so. Like a real one that broke, it stays broken until
/// it is replaced: the fault comes with one of its runs and with every one after that. Poison (a row of one word over and over) always throws.
/// </summary>
internal sealed class FaultyLane(ILaneSession lane, string file) : ILaneSession
{
    private const int SoundRuns = 6;
    private const int PoisonRun = 48;
    private readonly ManualResetEventSlim _aborted = new();
    private int _runs;

    public void Run(TokenBatch batch, Span<float> logits)
    {
        var order = Order();
        if (HasPoison(batch))
        {
            throw new InvalidOperationException("The fault point took a row for poison.");
        }

        _runs = order.Length == 0 ? 0 : _runs + 1;
        switch (order)
        {
            case ["slow", var milliseconds]:
                _aborted.Wait(int.Parse(milliseconds, CultureInfo.InvariantCulture));
                break;
            case ["hang"] when _runs > SoundRuns:
                _aborted.Wait();
                break;
            case ["fail"] when _runs > SoundRuns:
                throw new InvalidOperationException("The fault point lets this lane fail.");
            case ["nan"] when _runs > SoundRuns:
                logits.Fill(float.NaN);
                return;
            default:
                break;
        }

        lane.Run(batch, logits);
    }

    public void Abort()
    {
        _aborted.Set();
        lane.Abort();
    }

    public void Dispose()
    {
        lane.Dispose();
        _aborted.Dispose();
    }

    private string[] Order()
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        }
        catch (IOException)
        {
            // It was taken away in between.
            return [];
        }
    }

    private static bool HasPoison(TokenBatch batch)
    {
        var ids = MemoryMarshal.Cast<byte, ushort>(batch.PackedIds.Span);
        foreach (var length in MemoryMarshal.Cast<byte, ushort>(batch.PackedLengths.Span))
        {
            // Behind [CLS]; a warm-up's blank rows are of id 0.
            if (length > PoisonRun + 1 && ids[1] != 0 && ids.Slice(1, PoisonRun).IndexOfAnyExcept(ids[1]) < 0)
            {
                return true;
            }

            ids = ids[length..];
        }

        return false;
    }
}
