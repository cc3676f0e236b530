using System.Globalization;
using System.Text;

namespace FakeNews.Trainer.Evaluation;

/// <summary>The table that scikit-learn's <c>classification_report</c> prints, character for character.</summary>
public static class ClassificationReport
{
    private const string Widest = "weighted avg";
    private static readonly string[] Headers = ["precision", "recall", "f1-score", "support"];

    /// <summary>Lays the table out.</summary>
    /// <param name="matrix">What to report.</param>
    /// <param name="names">A name for each class.</param>
    /// <param name="digits">Decimals.</param>
    public static string Render(ConfusionMatrix matrix, IReadOnlyList<string> names, int digits = 4)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count != matrix.ClassCount)
        {
            throw new ArgumentException($"There are {matrix.ClassCount} classes, but {names.Count} names.", nameof(names));
        }

        var width = names.Append(Widest).Max(static name => name.Length);

        // scikit-learn counts the support in floating point when not one row is right.
        string Support(long count) => count.ToString(matrix.Correct == 0 ? "0.0" : "0", CultureInfo.InvariantCulture);
        string Number(double value) => Fixed(value, digits);
        var text = new StringBuilder();
        void Row(string name, params ReadOnlySpan<string> cells)
        {
            text.Append(name.PadLeft(width)).Append(' ');
            foreach (var cell in cells)
            {
                text.Append(' ').Append(cell.PadLeft(Headers[0].Length));
            }

            text.Append('\n');
        }

        void Average(string name, AverageScores scores) =>
            Row(name, Number(scores.Precision), Number(scores.Recall), Number(scores.F1), Support(matrix.Total));

        Row(string.Empty, Headers);
        text.Append('\n');
        foreach (var (name, scores) in names.Zip(matrix.PerClass))
        {
            Row(name, Number(scores.Precision), Number(scores.Recall), Number(scores.F1), Support(scores.Support));
        }

        text.Append('\n');
        Row("accuracy", string.Empty, string.Empty, Number(matrix.Accuracy), Support(matrix.Total));
        Average("macro avg", matrix.Macro);
        Average(Widest, matrix.Weighted);
        return text.ToString();
    }

    /// <summary>Python's fixed-point format: .NET's too, but exact halves go to the even digit.</summary>
    internal static string Fixed(double value, int digits)
    {
        // A double lies exactly between two decimals of that many digits only if it is an odd multiple of 1/2^(digits+1).
        var scaled = Math.ScaleB(value, digits + 1);
        var isHalf = Math.Abs(scaled) < 1e15 && Math.IEEERemainder(scaled, 2) is 1 or -1;
        return isHalf
            ? Math.Round((decimal)value, digits, MidpointRounding.ToEven).ToString("F" + digits, CultureInfo.InvariantCulture)
            : value.ToString("F" + digits, CultureInfo.InvariantCulture);
    }
}
