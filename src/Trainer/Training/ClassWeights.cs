using System.Globalization;

namespace FakeNews.Trainer.Training;

/// <summary>Weights of the two labels in the loss.</summary>
/// <param name="Fake">Of label 0.</param>
/// <param name="Real">Of label 1.</param>
public readonly record struct ClassWeights(double Fake, double Real)
{
    /// <summary>Both count alike.</summary>
    public static ClassWeights Equal { get; } = new(1, 1);

    /// <summary>Whether both count alike.</summary>
    public bool AreEqual => Fake == 1 && Real == 1;

    /// <summary>Of a label.</summary>
    public double this[int label] => label == 0 ? Fake : Real;

    /// <summary>Reads <c>none</c>, <c>balanced</c> (as scikit-learn: rows / (2 × rows of the label)) or two numbers, fake first.</summary>
    /// <param name="text">What was asked for.</param>
    /// <param name="labels">Of the training rows.</param>
    /// <exception cref="InvalidDataException">It is none of these.</exception>
    public static ClassWeights Parse(string text, IReadOnlyCollection<int> labels)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(labels);
        if (text is "none" or "")
        {
            return Equal;
        }

        if (text == "balanced")
        {
            var real = labels.Count(label => label == 1);
            var fake = labels.Count - real;
            return fake == 0 || real == 0 ? Equal : new ClassWeights(labels.Count / (2.0 * fake), labels.Count / (2.0 * real));
        }

        double[] numbers = [.. text.Split(',').Select(part => double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        return numbers is [> 0, > 0] && numbers.All(double.IsFinite)
            ? new ClassWeights(numbers[0], numbers[1])
            : throw new InvalidDataException($"--class-weights is '{text}'; give none, balanced, or two positive numbers for fake and real, such as 1,2.5.");
    }
}
