using FakeNews.Grains.Classification;

namespace FakeNews.Grains.Devices;

/// <summary>One lane's use of a session: buffers that are its own. Only its lane calls <see cref="Run"/>; <see cref="Abort"/> comes from the watchdog.</summary>
internal interface ILaneSession : IDisposable
{
    /// <summary>Runs a batch on the calling thread.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="logits">Receives two logits (fake, real) for each row.</param>
    void Run(TokenBatch batch, Span<float> logits);

    /// <summary>Asks a run that takes too long to end. It may be deaf to it.</summary>
    void Abort();
}
