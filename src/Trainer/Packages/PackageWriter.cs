using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Packages;

/// <summary>
/// Writes a model package: <c>model.onnx</c>, <c>vocab.txt</c>, <c>golden.jsonl</c>, <c>report/</c> and, last, <c>manifest.json</c> with the sha256 of all others.
/// The same weights and options give the same bytes: there is no time of day in it.
/// </summary>
/// <param name="folder">Made where it is missing; files of an earlier package in it are replaced.</param>
public sealed class PackageWriter(string folder)
{
    /// <summary>Writes the package.</summary>
    /// <param name="content">Its parts.</param>
    /// <returns>The manifest.</returns>
    public ModelManifest Write(PackageContent content)
    {
        Directory.CreateDirectory(folder);
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        void Add(string path, byte[] bytes) => files.Add(path, PackageFolder.Put(folder, path, bytes));
        Add("model.onnx", content.Model);
        Add("vocab.txt", Encoding.UTF8.GetBytes(string.Concat(content.Pieces.Select(piece => piece + "\n"))));
        Add("golden.jsonl", Encoding.UTF8.GetBytes(string.Concat(Golden(content).Select(example => JsonSerializer.Serialize(example, GoldenJson.Default.GoldenExample) + "\n"))));
        foreach (var (path, bytes) in content.Report)
        {
            Add(path, bytes);
        }

        var manifest = new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Name = content.Options.Name,
            Version = content.Options.Version,
            Labels = ["fake", "real"],
            Language = "en",
            Text = content.Recipe,
            MaximumTokens = content.Options.Training.MaximumTokens,
            Thresholds = content.Judgement.Thresholds,
            Temperature = content.Judgement.Calibration.Temperature,
            Data = content.Data.Fingerprint,
            Metrics = Metrics(content.Judgement),
            Reference = ValidationReference.Of(content),
            Cascade = content.Judgement.Cascade?.Recipe,
            Graphs = [new GraphVariant("fp32", "model.onnx")],
            Files = files.ToImmutable(),
        };
        PackageFolder.Put(folder, manifest);
        return manifest;
    }

    private static IEnumerable<GoldenExample> Golden(PackageContent content)
    {
        var samples = GoldenSentences.All.Select(text => new Sample(content.Encoder.EncodeText(text, content.Options.Training.MaximumTokens), 0)).ToList();
        var logits = Predictor.Logits(content.Network, samples, TorchSharp.torch.CPU);
        return samples.Select((sample, i) => new GoldenExample([.. sample.Ids.Select(id => (int)id)], [.. logits[i].Select(logit => (double)logit)], GoldenSentences.All[i]));
    }

    private static ImmutableSortedDictionary<string, double> Metrics(Judgement judgement)
    {
        var metrics = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        var sets = judgement.OutOfSource.Select(set => (set.Name, set)).Prepend(("heldOut", judgement.HeldOut)).Prepend(("validation", judgement.Validation));
        foreach (var (set, evaluation) in sets)
        {
            var figures = evaluation.Metrics;
            void Add(string name, double? value)
            {
                if (value is { } number)
                {
                    metrics.Add($"{set}.{name}", Math.Round(number, 6));
                }
            }

            Add("accuracy", figures.Confusion.Accuracy);
            Add("weightedF1", figures.Confusion.Weighted.F1);
            Add("matthews", figures.Confusion.Matthews);
            Add("rocAuc", figures.RocAuc);
            Add("ece", figures.ExpectedCalibrationError);
            Add("balancedAccuracyServed", evaluation.BalancedAccuracyServed);
            Add("realFlagged", evaluation.Served.FalseFlagRate);
            Add("fakeFlagged", evaluation.Served.Recall);
            Add("reviewed", evaluation.ShareOf(Decision.Review));
        }

        return metrics.ToImmutable();
    }
}
