using System.Collections.Immutable;
using System.Globalization;

namespace FakeNews.Grains.Devices;

/// <summary>How a silo tells the others of its devices: one entry of its Orleans metadata, e.g. <c>cpu0:Cpu:0:2:1</c>, several divided by semicolons.</summary>
public static class DeviceMetadata
{
    /// <summary>The metadata entry's key.</summary>
    public const string Key = "fakenews.devices";

    /// <summary>Writes the entry's value.</summary>
    public static string Format(ImmutableArray<DeviceDescription> devices) => string.Join(';', devices.Select(device =>
        string.Create(CultureInfo.InvariantCulture, $"{device.Name}:{device.Kind}:{device.Ordinal}:{device.Lanes}:{device.Ahead}")));

    /// <summary>Reads the entry's value; what another version wrote and this one can't read is left out.</summary>
    public static ImmutableArray<DeviceDescription> Parse(string? value)
    {
        var devices = ImmutableArray.CreateBuilder<DeviceDescription>();
        foreach (var entry in (value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split(':') is [var name, var kind, var ordinal, var lanes, var ahead, ..]
                && Enum.TryParse<DeviceKind>(kind, out var parsedKind)
                && int.TryParse(ordinal, NumberStyles.None, CultureInfo.InvariantCulture, out var parsedOrdinal)
                && int.TryParse(lanes, NumberStyles.None, CultureInfo.InvariantCulture, out var parsedLanes) && parsedLanes > 0
                && int.TryParse(ahead, NumberStyles.None, CultureInfo.InvariantCulture, out var parsedAhead))
            {
                devices.Add(new(name, parsedKind, parsedOrdinal, parsedLanes, parsedAhead));
            }
        }

        return devices.ToImmutable();
    }
}
