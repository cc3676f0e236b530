using FakeNews.Grains.Devices;

namespace FakeNews.Grains.Classification;

/// <summary>A device reached through its grain.</summary>
internal sealed class GrainClassifier(DeviceKey key, DeviceDescription device, IClassifierGrain grain, InferenceDevice? local) : IClassifier
{
    public DeviceKey Key => key;

    public DeviceDescription Device => device;

    public bool IsLocal => local is not null;

    public int? Depth => local?.Depth;

    public Task<ClassifierReply> ClassifyAsync(TokenBatch batch) => grain.ClassifyAsync(batch, spilled: local is null);
}
