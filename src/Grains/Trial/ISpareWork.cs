using FakeNews.Grains.Devices;

namespace FakeNews.Grains.Trial;

/// <summary>A judgement that nobody waits for: a candidate's in the shadow, or a check of one that was made on an article's beginning.</summary>
internal interface ISpareWork
{
    /// <summary>Makes it, on a device that has a lane to spare.</summary>
    /// <exception cref="Exception">Whatever it throws counts as <see cref="Failed"/>, or as <see cref="Dropped"/> where the device had no room.</exception>
    Task RunAsync(InferenceDevice device);

    /// <summary>It was not made, because serving needed the devices.</summary>
    void Dropped();

    /// <summary>It failed.</summary>
    void Failed();
}
