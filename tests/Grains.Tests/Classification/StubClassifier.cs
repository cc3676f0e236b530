using FakeNews.Grains.Classification;
using FakeNews.Grains.Devices;

namespace FakeNews.Grains.Tests.Classification;

/// <summary>A device that answers as a test says.</summary>
internal sealed class StubClassifier(string silo, bool local = false, int lanes = 2, int ahead = 1, Func<TokenBatch, Task<ClassifierReply>>? answer = null) : IClassifier
{
    public List<TokenBatch> Received { get; } = [];

    public DeviceKey Key => new(silo, "cpu0");

    public DeviceDescription Device { get; } = new("cpu0", DeviceKind.Cpu, 0, lanes, ahead);

    public bool IsLocal => local;

    public int? Depth { get; set; } = local ? 0 : null;

    public Task<ClassifierReply> ClassifyAsync(TokenBatch batch)
    {
        lock (Received)
        {
            Received.Add(batch);
        }

        return answer is null ? Task.FromResult(Judged(batch)) : answer(batch);
    }

    public static ClassifierReply Judged(TokenBatch batch) => new(ClassifierOutcome.Judged, 0, new("test", "1.0.0", batch.Model), new byte[batch.Rows * 8]);
}
