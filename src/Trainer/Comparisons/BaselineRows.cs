using System.Text;
using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Trainer.Baselines;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Leaks;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Comparisons;

/// <summary>What networks have to be better than: always saying the same, leak probes, and a bag of words.</summary>
/// <param name="options">What takes part.</param>
/// <param name="data">The split that networks learn from too.</param>
/// <param name="console">Where a person follows it.</param>
public sealed class BaselineRows(ComparisonOptions options, RunData data, RunConsole console)
{
    private const int BytesPerTerm = 2 * sizeof(double);

    /// <summary>Learns and judges each.</summary>
    public IEnumerable<ComparisonRow> Run()
    {
        var (training, heldOut) = (data.Split.Training, data.Split.HeldOut);
        int[] truth = [.. heldOut.Select(article => article.Label)];
        var majority = MajorityBaseline.Fit([.. training.Select(article => article.Label)]);
        yield return ComparisonRow.Of("majority", true, ClassificationMetrics.Measure(truth, majority.ProbabilityOfReal(truth.Length)));
        foreach (var probe in options.Probes ? LeakProbes.All.Where(probe => !probe.Name.StartsWith("TF-IDF", StringComparison.Ordinal)) : [])
        {
            console.Say($"{probe.Name} ...");
            if (probe.Run(training, heldOut) is { } result)
            {
                yield return ComparisonRow.Of(probe.Name, !probe.Reads, result.Metrics);
            }
        }

        if (options.TfIdf)
        {
            yield return TfIdf(training, heldOut, truth);
        }
    }

    private ComparisonRow TfIdf(IReadOnlyList<LabelledArticle> training, IReadOnlyList<LabelledArticle> heldOut, int[] truth)
    {
        console.Say("TF-IDF + logistic regression ...");
        var preparer = new TextPreparer(new TextRecipe(" ", options.Recipe.Masks));
        string[] Texts(IReadOnlyList<LabelledArticle> articles) => [.. articles.Select(article => preparer.Prepare(article.Title, article.Text))];
        var texts = Texts(training);
        PeakMemory.Begin();
        var start = console.Time.GetTimestamp();
        var classifier = TfIdfClassifier.Fit(texts, [.. training.Select(article => article.Label)]);
        var seconds = console.Time.GetElapsedTime(start).TotalSeconds;
        var peak = PeakMemory.Read();
        var metrics = ClassificationMetrics.Measure(truth, classifier.ProbabilityOfReal(Texts(heldOut)));
        string[] articles = [.. Texts(heldOut).Take(options.SpeedArticles)];
        string[] headlines = [.. heldOut.Select(article => preparer.Prepare(article.Title, null)).Where(text => text.Length > 0).DefaultIfEmpty("a").Take(options.SpeedArticles)];
        void Judge(string text) => classifier.ProbabilityOfReal([text]);
        var pace = new Pace(console.Time);
        var serving = new ServingFigures(
            ".NET",
            classifier.Vectorizer.Terms.Sum(term => (long)Encoding.UTF8.GetByteCount(term) + 1 + BytesPerTerm),
            pace.Latency(headlines, Judge),
            pace.Latency(articles, Judge),
            pace.Throughput(headlines, options.Callers, Judge),
            pace.Throughput(articles, options.Callers, Judge),
            null);
        return ComparisonRow.Of("TF-IDF + logistic regression", false, metrics, classifier.ParameterCount, seconds, peak, serving);
    }
}
