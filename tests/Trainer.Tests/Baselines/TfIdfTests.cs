using System.Text.Json;
using FakeNews.Trainer.Baselines;
using FakeNews.Trainer.Tests.Goldens;

namespace FakeNews.Trainer.Tests.Baselines;

public sealed class TfIdfTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Vocabulary_weights_rows_and_classifier_equal_scikit_learns(int setting)
    {
        var golden = Golden.Json("tfidf/tfidf.json");
        var expected = golden.GetProperty("settings")[setting];
        var settings = expected.GetProperty("settings");
        var train = Texts(golden, "train");
        var labels = golden.GetProperty("train").EnumerateArray().Select(static row => row.GetProperty("label").GetInt32()).ToArray();
        var options = new TfIdfOptions
        {
            LongestSequence = settings.GetProperty("ngram_range")[1].GetInt32(),
            Sublinear = settings.GetProperty("sublinear_tf").GetBoolean(),
            MinimumTexts = settings.GetProperty("min_df").GetInt32(),
        };
        var vectorizer = TfIdfVectorizer.Fit(train, options);
        Assert.Equal(expected.GetProperty("vocabulary").EnumerateArray().Select(static term => term.GetString()), vectorizer.Terms);
        Near.Equal(expected.Doubles("idf"), vectorizer.InverseFrequencies.AsSpan(), 1e-12, "idf");
        AssertRows(expected.GetProperty("train_rows").GetProperty("matrix"), vectorizer.Transform(train.Skip(50)));
        var tests = vectorizer.Transform(Texts(golden, "test"));
        AssertRows(expected.GetProperty("test_rows"), tests);

        var fitted = LogisticRegression.Fit(vectorizer.Transform(train), labels);
        var exact = expected.GetProperty("exact");
        Near.Equal(exact.Doubles("coefficients"), fitted.Coefficients, 1e-11, "exact");
        Near.Equal(exact.Number("intercept"), fitted.Intercept, 1e-11, "exact intercept");
        Near.Equal(exact.Doubles("decision_function"), [.. Enumerable.Range(0, tests.RowCount).Select(row => fitted.Decision(tests, row))], 1e-11, "decision");
        Near.Equal(expected.Doubles("coefficients"), fitted.Coefficients, 5e-7, "lbfgs");
        Near.Equal(expected.Doubles("probability_of_1"), fitted.Probabilities(tests), 5e-7, "probability");
    }

    [Theory]
    [InlineData("A I o", "")]
    [InlineData("Café Zoë's naïve U.S. plan: 3-4 x_y 1,000", "café zoë naïve plan x_y 000")]
    [InlineData("x²½ Ⅷa __", "x²½ ⅷa __")]
    [InlineData("e\u0301tude nai\u0308ve", "tude nai ve")]
    [InlineData("ΟΔΥΣΣΕΥΣ ΣΑΣ. ΣΣ", "οδυσσευς σας σς")]
    [InlineData("İstanbul", "stanbul")]
    [InlineData("𝐀𝐁 𝐀 \U00010400\U00010401", "𝐀𝐁 \U00010428\U00010429")]
    [InlineData("ab\uD800cd", "ab cd")]
    public void Words_are_those_of_pythons_pattern(string text, string words)
    {
        var found = new List<string>();
        var scanner = new WordScanner(WordScanner.Lower(text));
        while (scanner.MoveNext())
        {
            found.Add(scanner.Current.ToString());
        }

        Assert.Equal(words, string.Join(' ', found));
    }

    [Fact]
    public void Terms_are_in_the_order_of_code_points()
    {
        string[] ordered = ["a", "a b", "ab", "z", "\uD7FF", "\uE000", "\uFFFD", "\U00010000", "\U0010FFFF"];
        Assert.Equal(ordered, ordered.Reverse().Order(CodePointOrder.Instance));
    }

    [Fact]
    public void A_weight_of_two_is_the_row_twice()
    {
        string[] texts = ["good news today", "bad news today", "good day", "bad day again"];
        var options = new TfIdfOptions { MinimumTexts = 1 };
        var vectorizer = TfIdfVectorizer.Fit(texts, options);
        var weighted = LogisticRegression.Fit(vectorizer.Transform(texts), [1, 0, 1, 0], 2, [2, 1, 1, 1]);
        var twice = LogisticRegression.Fit(vectorizer.Transform([texts[0], .. texts]), [1, 1, 0, 1, 0], 2);
        Near.Equal(twice.Coefficients, weighted.Coefficients, 1e-11);
        Near.Equal(twice.Intercept, weighted.Intercept, 1e-11);
    }

    [Fact]
    public void The_strongest_terms_name_what_the_classifier_goes_by()
    {
        var classifier = TfIdfClassifier.Fit(["good news", "good day", "bad news", "bad day"], [1, 1, 0, 0], new TfIdfOptions { MinimumTexts = 2 });
        Assert.Equal("good", classifier.Strongest(1, 1)[0].Term);
        Assert.Equal("bad", classifier.Strongest(0, 1)[0].Term);
        var probabilities = classifier.ProbabilityOfReal(["good", "bad", "unknown"]);
        Assert.True(probabilities[0] > 0.5 && probabilities[1] < 0.5);
        Assert.Equal(0.5, probabilities[2], 1e-9);
    }

    [Fact]
    public void One_label_alone_teaches_nothing()
    {
        var rows = new SparseRows(1);
        rows.Add([0], [1]);
        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(rows, [1]));
        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(rows, [1, 0]));
    }

    private static string[] Texts(JsonElement golden, string part) => [.. golden.GetProperty(part).EnumerateArray().Select(static row => row.Text("text"))];

    private static void AssertRows(JsonElement expected, SparseRows rows)
    {
        Assert.Equal(expected.GetArrayLength(), rows.RowCount);
        for (var row = 0; row < rows.RowCount; row++)
        {
            var dense = new double[rows.ColumnCount];
            rows.AddTo(row, 1, dense);
            Near.Equal([.. expected[row].EnumerateArray().Select(static cell => cell.GetDouble())], dense, 1e-12, $"row {row}");
        }
    }
}
