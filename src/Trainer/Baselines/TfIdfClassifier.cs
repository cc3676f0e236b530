namespace FakeNews.Trainer.Baselines;

/// <summary>The classical baseline: TF-IDF and logistic regression.</summary>
/// <param name="Vectorizer">Makes numbers of texts.</param>
/// <param name="Regression">Judges them.</param>
public sealed record TfIdfClassifier(TfIdfVectorizer Vectorizer, LogisticRegression Regression)
{
    /// <summary>The inverse penalty that gave the study's baseline its figure.</summary>
    public const double DefaultInverseStrength = 10;

    /// <summary>Numbers that were learned: a weight and an idf for each term, and the intercept.</summary>
    public long ParameterCount => (2L * Vectorizer.Terms.Length) + 1;

    /// <summary>Learns from texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="labels">0 fake, 1 real; both must occur.</param>
    /// <param name="options">How texts become numbers.</param>
    /// <param name="inverseStrength">scikit-learn's C.</param>
    /// <param name="weights">A weight for each text, or nothing.</param>
    public static TfIdfClassifier Fit(
        IReadOnlyList<string> texts,
        ReadOnlySpan<int> labels,
        TfIdfOptions? options = null,
        double inverseStrength = DefaultInverseStrength,
        ReadOnlySpan<double> weights = default)
    {
        var vectorizer = TfIdfVectorizer.Fit(texts, options ?? new TfIdfOptions());
        return new TfIdfClassifier(vectorizer, LogisticRegression.Fit(vectorizer.Transform(texts), labels, inverseStrength, weights));
    }

    /// <summary>Probability of label 1 for each text.</summary>
    public double[] ProbabilityOfReal(IEnumerable<string> texts) => Regression.Probabilities(Vectorizer.Transform(texts));

    /// <summary>The terms that speak most for one label, strongest first.</summary>
    /// <param name="label">0 fake, 1 real.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<(string Term, double Coefficient)> Strongest(int label, int count) =>
    [
        .. Vectorizer.Terms.Zip(Regression.Coefficients)
            .Where(item => label == 1 ? item.Second > 0 : item.Second < 0)
            .OrderByDescending(static item => Math.Abs(item.Second))
            .ThenBy(static item => item.First, CodePointOrder.Instance)
            .Take(count),
    ];
}
