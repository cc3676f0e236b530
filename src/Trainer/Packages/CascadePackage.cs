using System.Text;
using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Grains.Tokenization;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Served;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Packages;

/// <summary>
/// Gives a finished package a cascade: a copy under a version of its own, because a package is never changed. The band is set on what the package's
/// first graph says; weights, thresholds and calibration stay.
/// </summary>
/// <param name="package">The package.</param>
public sealed class CascadePackage(ModelPackage package)
{
    private const string ReportFile = "report/cascade.txt";

    /// <summary>Sets the band and, where it saves anything, writes the copy.</summary>
    /// <param name="validation">Articles that the model was not trained on.</param>
    /// <param name="tokens">Length of the first step.</param>
    /// <param name="flipBudget">Largest share of the articles whose decision may flip.</param>
    /// <param name="folder">Where the copy goes; must not exist.</param>
    /// <param name="version">Its version.</param>
    /// <exception cref="InvalidDataException">No article can be judged, the first step is no step, or the folder is there.</exception>
    public CascadeChoice Write(IReadOnlyList<LabelledArticle> validation, int tokens, double flipBudget, string folder, string version)
    {
        var manifest = package.Manifest;
        if (tokens < 3 || tokens >= manifest.MaximumTokens)
        {
            throw new InvalidDataException($"--tokens is {tokens}; set it between 3 and what the model reads, {manifest.MaximumTokens}.");
        }

        if (Path.Exists(folder))
        {
            throw new InvalidDataException($"{folder} is there already; a package is never changed, name another folder.");
        }

        var encoder = new ArticleEncoder(new TextPreparer(manifest.Text), WordPieceTokenizer.Load(package.VocabularyPath));
        var read = validation.AsParallel().AsOrdered().Select(article => (Article: article, Tokens: encoder.Encode(article))).Where(static pair => pair.Tokens.Whole.Length > 2).ToList();
        if (read.Count == 0)
        {
            throw new InvalidDataException("There is no article to set the band on.");
        }

        var rows = Rows(File.ReadAllBytes(Path.Combine(package.Folder, manifest.Graphs[0].File)), [.. read.Select(static pair => pair.Tokens)], tokens);
        var choice = CascadeChoice.Choose(rows, tokens, manifest.Thresholds, flipBudget);
        if (choice.Recipe is { } recipe)
        {
            ScoredArticle[] served = [.. read.Zip(rows, (pair, row) => Served(pair.Article, pair.Tokens, row, recipe))];
            var reference = manifest.Reference is null ? null : ValidationReference.Of(served, [.. read.Select(static pair => pair.Tokens)], encoder.Vocabulary.Unknown);
            Copy(manifest with { Version = version, Cascade = recipe, Parent = package.Identity.Sha256, Reference = reference }, choice.Words, folder);
        }

        return choice;
    }

    private CascadeRow[] Rows(byte[] graph, IReadOnlyList<TokenizedArticle> articles, int tokens)
    {
        var maximum = package.Manifest.MaximumTokens;
        var whole = ExportCheck.Logits(graph, articles.Select(article => new Sample(article.Cut(maximum), article.Label)));
        var beginnings = ExportCheck.Logits(graph, articles.Where(article => article.Whole.Length > tokens).Select(article => new Sample(article.Cut(tokens), article.Label)));
        var next = 0;
        return [.. articles.Zip(whole, (article, logits) => new CascadeRow(
            Math.Min(article.Whole.Length, maximum), article.Whole.Length > tokens ? Fake(beginnings[next++]) : 0, Fake(logits)))];
    }

    private double Fake(float[] logits) => Calibration.FakeProbability(logits[0], logits[1], package.Manifest.Temperature);

    private ScoredArticle Served(LabelledArticle article, TokenizedArticle tokens, CascadeRow row, CascadeRecipe recipe)
    {
        var (fake, read) = row.Tokens > recipe.Tokens && recipe.Accept.Accepts(row.Beginning) ? (row.Beginning, recipe.Tokens) : (row.Whole, row.Tokens);
        return new(article.Id, article.Title, article.Label, article.Date, fake, package.Manifest.Thresholds.Decide(fake), tokens.Whole.Length, read);
    }

    private void Copy(ModelManifest manifest, string words, string folder)
    {
        foreach (var path in manifest.Files.Keys)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(package.Folder, path), target);
        }

        PackageFolder.Put(folder, manifest with { Files = manifest.Files.SetItem(ReportFile, PackageFolder.Put(folder, ReportFile, Encoding.UTF8.GetBytes(words + "\n"))) });
    }
}
