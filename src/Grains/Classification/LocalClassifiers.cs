using System.Collections.Immutable;
using FakeNews.Grains.Devices;

namespace FakeNews.Grains.Classification;

/// <summary>This process's devices, without Orleans.</summary>
internal sealed class LocalClassifiers : IClassifierDirectory
{
    public LocalClassifiers(LocalDevices devices) => Current = [.. devices.All.Select(device => new Direct(device))];

    public ImmutableArray<IClassifier> Current { get; }

    // The devices of a process never change.
    public event Action? Changed
    {
        add { }
        remove { }
    }

    private sealed class Direct(InferenceDevice device) : IClassifier
    {
        private readonly DeviceClassifier _classifier = new(device);

        public DeviceKey Key { get; } = new("local", device.Description.Name);

        public DeviceDescription Device => device.Description;

        public bool IsLocal => true;

        public int? Depth => device.Depth;

        public Task<ClassifierReply> ClassifyAsync(TokenBatch batch) => _classifier.ClassifyAsync(batch, spilled: false);
    }
}
