namespace FakeNews.Grains.Devices;

/// <summary>One device of a silo.</summary>
/// <param name="Name">Its name within the silo, e.g. <c>cpu0</c> or <c>cuda1</c>; letters and digits only.</param>
/// <param name="Kind">What computes.</param>
/// <param name="Ordinal">Number among the devices of its kind, from 0.</param>
/// <param name="Lanes">Runs that go on at the same time, each on its own thread.</param>
/// <param name="Ahead">Runs kept ready beyond those, so that a lane that finishes finds the next at once.</param>
public sealed record DeviceDescription(string Name, DeviceKind Kind, int Ordinal, int Lanes, int Ahead)
{
    /// <summary>Runs in flight that keep the device busy without a queue growing in it.</summary>
    public int Slots => Lanes + Ahead;
}
