using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>The little float64 algebra that folding needs.</summary>
internal static class DenseMatrix
{
    public static double[] Vector(WeightArray array) => Array.ConvertAll(array.Values, value => (double)value);

    public static double[,] Matrix(WeightArray array)
    {
        var matrix = new double[array.Rows, array.Columns];
        for (var i = 0; i < array.Values.Length; i++)
        {
            matrix[i / array.Columns, i % array.Columns] = array.Values[i];
        }

        return matrix;
    }

    public static WeightArray Weights(double[,] matrix)
    {
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        var values = new float[rows * columns];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)matrix[i / columns, i % columns];
        }

        return new WeightArray([rows, columns], values);
    }

    public static WeightArray Weights(double[] vector) => new([vector.Length], Array.ConvertAll(vector, value => (float)value));

    /// <summary>diag(rows) * matrix * diag(columns).</summary>
    public static double[,] Scale(double[,] matrix, double[]? rows, double[]? columns)
    {
        var scaled = (double[,])matrix.Clone();
        for (var i = 0; i < scaled.GetLength(0); i++)
        {
            for (var j = 0; j < scaled.GetLength(1); j++)
            {
                scaled[i, j] *= (rows?[i] ?? 1) * (columns?[j] ?? 1);
            }
        }

        return scaled;
    }

    public static double[] Multiply(double[,] matrix, double[] vector)
    {
        var product = new double[matrix.GetLength(0)];
        for (var i = 0; i < product.Length; i++)
        {
            for (var j = 0; j < vector.Length; j++)
            {
                product[i] += matrix[i, j] * vector[j];
            }
        }

        return product;
    }

    public static double[] Sum(params ReadOnlySpan<double[]> vectors)
    {
        var sum = (double[])vectors[0].Clone();
        foreach (var vector in vectors[1..])
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += vector[i];
            }
        }

        return sum;
    }

    public static double[] Product(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a * b)];

    public static double[] Inverse(double[] vector) => Array.ConvertAll(vector, value => 1 / value);

    public static double[] Ones(int length)
    {
        var ones = new double[length];
        ones.AsSpan().Fill(1);
        return ones;
    }
}
