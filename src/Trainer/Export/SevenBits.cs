using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>A weight in whole numbers from -63 to 63 with a scale for each output.</summary>
/// <param name="Transposed">[in, out].</param>
/// <param name="Scales">One for each output; weight = number * scale.</param>
internal sealed record SevenBits(sbyte[] Transposed, float[] Scales)
{
    public const int Largest = 63;

    /// <summary>Rounds a weight [out, in], each output by its own largest value.</summary>
    public static SevenBits Of(WeightArray weight)
    {
        var (outputs, inputs) = (weight.Rows, weight.Columns);
        var (numbers, scales) = (new sbyte[weight.Values.Length], new float[outputs]);
        for (var row = 0; row < outputs; row++)
        {
            var values = weight.Values.AsSpan(row * inputs, inputs);
            var largest = 0f;
            foreach (var value in values)
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            scales[row] = largest == 0 ? 1 : largest / Largest;
            for (var column = 0; column < inputs; column++)
            {
                numbers[(column * outputs) + row] = (sbyte)Math.Clamp(Math.Round((double)values[column] / scales[row]), -Largest, Largest);
            }
        }

        return new SevenBits(numbers, scales);
    }
}
