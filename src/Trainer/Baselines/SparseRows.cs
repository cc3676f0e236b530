namespace FakeNews.Trainer.Baselines;

/// <summary>A matrix of which only the cells that are not zero are kept, row after row, columns ascending.</summary>
/// <param name="columnCount">Its columns.</param>
public sealed class SparseRows(int columnCount)
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _columns = [];
    private readonly List<double> _values = [];

    /// <summary>Its rows.</summary>
    public int RowCount => _starts.Count - 1;

    /// <summary>Its columns.</summary>
    public int ColumnCount => columnCount;

    /// <summary>Cells kept.</summary>
    public int CellCount => _columns.Count;

    /// <summary>Appends a row.</summary>
    /// <param name="columns">Ascending.</param>
    /// <param name="values">As many.</param>
    public void Add(ReadOnlySpan<int> columns, ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, columns.Length);
        _columns.AddRange(columns);
        _values.AddRange(values);
        _starts.Add(_columns.Count);
    }

    /// <summary>The columns of a row's cells.</summary>
    public ReadOnlySpan<int> Columns(int row) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_columns)[_starts[row].._starts[row + 1]];

    /// <summary>The values of a row's cells.</summary>
    public ReadOnlySpan<double> Values(int row) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values)[_starts[row].._starts[row + 1]];

    /// <summary>A row times a vector.</summary>
    public double Dot(int row, ReadOnlySpan<double> vector)
    {
        var columns = Columns(row);
        var values = Values(row);
        var sum = 0.0;
        for (var i = 0; i < columns.Length; i++)
        {
            sum += values[i] * vector[columns[i]];
        }

        return sum;
    }

    /// <summary>Adds a multiple of a row to a vector.</summary>
    public void AddTo(int row, double factor, Span<double> vector)
    {
        var columns = Columns(row);
        var values = Values(row);
        for (var i = 0; i < columns.Length; i++)
        {
            vector[columns[i]] += factor * values[i];
        }
    }
}
