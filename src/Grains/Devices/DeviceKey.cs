namespace FakeNews.Grains.Devices;

/// <summary>The key of a classifier grain: the silo that owns the device, and the device's name there.</summary>
/// <param name="Silo">The silo's name, which may hold any character.</param>
/// <param name="Device">The device's name, which holds no slash.</param>
public readonly record struct DeviceKey(string Silo, string Device)
{
    /// <summary>Reads <c>{silo}/{device}</c>; the last slash divides.</summary>
    public static bool TryParse(string? text, out DeviceKey key)
    {
        var slash = text?.LastIndexOf('/') ?? -1;
        if (slash <= 0 || slash == text!.Length - 1)
        {
            key = default;
            return false;
        }

        key = new(text[..slash], text[(slash + 1)..]);
        return true;
    }

    /// <summary><c>{silo}/{device}</c>.</summary>
    public override string ToString() => $"{Silo}/{Device}";
}
