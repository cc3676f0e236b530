using FakeNews.Grains.Classification;

namespace FakeNews.Grains.Devices;

/// <summary>One batch on its way through a device; holds a lease of its model.</summary>
internal sealed class LaneWork(TokenBatch batch, LoadedModel model)
{
    private readonly TaskCompletionSource<float[]> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _claimed;

    public TokenBatch Batch => batch;

    public LoadedModel Model => model;

    /// <summary>The logits, two for each row.</summary>
    public Task<float[]> Result => _completion.Task;

    /// <summary>The right to end the work, had by the first who asks: its lane, or the watchdog.</summary>
    public bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    /// <summary>Ends the work with logits; only who claimed it.</summary>
    public void Finish(float[] logits) => _completion.SetResult(logits);

    /// <summary>Ends the work without; only who claimed it.</summary>
    public void Fail(Exception exception) => _completion.SetException(exception);
}
