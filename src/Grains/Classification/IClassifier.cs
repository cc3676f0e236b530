using FakeNews.Grains.Devices;

namespace FakeNews.Grains.Classification;

/// <summary>A device that batches can be sent to, on this silo or another.</summary>
internal interface IClassifier
{
    /// <summary>Which device.</summary>
    DeviceKey Key { get; }

    /// <summary>What it is.</summary>
    DeviceDescription Device { get; }

    /// <summary>True for a device of this silo.</summary>
    bool IsLocal { get; }

    /// <summary>Batches on the device at this moment; null where only its replies tell.</summary>
    int? Depth { get; }

    /// <summary>Runs a batch.</summary>
    /// <exception cref="Exception">The device could not be reached.</exception>
    Task<ClassifierReply> ClassifyAsync(TokenBatch batch);
}
