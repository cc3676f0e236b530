using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>Rounds matrices to what float16 can hold, so that a file stores them in half the bytes without a further difference. Vectors stay as they are.</summary>
public static class HalfRounding
{
    /// <summary>The same parameters, every matrix rounded to the nearest half-precision values.</summary>
    /// <exception cref="InvalidDataException">A value is too large for half precision.</exception>
    public static OrderedDictionary<string, WeightArray> Round(IReadOnlyDictionary<string, WeightArray> weights)
    {
        var rounded = new OrderedDictionary<string, WeightArray>(StringComparer.Ordinal);
        foreach (var (name, array) in weights)
        {
            rounded.Add(name, array.Shape.Length < 2 ? array : Round(name, array));
        }

        return rounded;
    }

    /// <summary>One of them, rounded.</summary>
    /// <exception cref="InvalidDataException">A value is too large for half precision.</exception>
    public static WeightArray Round(string name, WeightArray array) => array with { Values = Array.ConvertAll(array.Values, value => Nearest(name, value)) };

    /// <summary>Whether every value is one that half precision holds.</summary>
    public static bool Fits(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if ((float)(Half)value != value)
            {
                return false;
            }
        }

        return true;
    }

    private static float Nearest(string name, float value)
    {
        var half = (float)(Half)value;
        return float.IsFinite(half) ? half : throw new InvalidDataException($"{name} holds {value}, too large for half precision.");
    }
}
