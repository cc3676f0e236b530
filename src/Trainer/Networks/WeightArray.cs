namespace FakeNews.Trainer.Networks;

/// <summary>A parameter's values outside TorchSharp.</summary>
/// <param name="Shape">Extent of each dimension.</param>
/// <param name="Values">Row-major float32.</param>
public sealed record WeightArray(int[] Shape, float[] Values)
{
    /// <summary>Rows of a matrix, or the length of a vector.</summary>
    public int Rows => Shape[0];

    /// <summary>Columns of a matrix; 1 for a vector.</summary>
    public int Columns => Shape.Length > 1 ? Shape[1] : 1;

    /// <summary>A matrix with rows and columns changed over.</summary>
    public WeightArray Transposed()
    {
        var values = new float[Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[(i % Columns * Rows) + (i / Columns)] = Values[i];
        }

        return new WeightArray([Columns, Rows], values);
    }
}
