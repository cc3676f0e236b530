using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Packages;
using Microsoft.Extensions.Time.Testing;

namespace FakeNews.Trainer.Tests.Packages;

[Collection(TorchCollection.Name)]
public sealed class PackageVariantsTests
{
    [Fact]
    public async Task A_package_with_all_precisions_stays_whole_and_each_graph_gives_its_own_goldens()
    {
        using var made = new MadePackage(31);
        var export = new GraphExport(made.Network, made.Samples, 1, null);

        var manifest = new PackageVariants(made.Folder).Add([.. GraphKind.All.Select(kind => Unchecked(export, made, kind))]);

        Assert.Equal(["fp32", "fp16", "int8"], manifest.Graphs.Select(graph => graph.Precision));
        Assert.True(manifest.Files.ContainsKey("plain/model.onnx"));
        Assert.Equal(new FileInfo(Path.Combine(made.Folder, "model.int8.onnx")).Length, manifest.Metrics["graph.int8.bytes"]);
        foreach (var precision in new[] { "fp32", "fp16", "int8" })
        {
            var verified = await PackageVerification.RunAsync(made.Folder, precision);
            Assert.Equal(4, verified.GoldenExamples);
            Assert.InRange(verified.LargestDifference, 0, 1e-3);
        }

        Assert.NotEqual(File.ReadAllText(Path.Combine(made.Folder, "golden.jsonl")), File.ReadAllText(Path.Combine(made.Folder, "golden.int8.jsonl")));
    }

    [Fact]
    public void The_same_weights_give_the_same_manifest()
    {
        using var made = new MadePackage(32);
        string Export()
        {
            PackageFolder.Write(made.Folder, [new GraphExport(made.Network, made.Samples, 1, null).Export(GraphKind.All[0])]);
            return File.ReadAllText(Path.Combine(made.Folder, "manifest.json"));
        }

        Assert.Equal(Export(), Export());
    }

    [Fact]
    public void A_package_of_other_weights_is_refused_and_left_as_it_is()
    {
        using var made = new MadePackage(33);
        using var other = new MadePackage(34);
        var before = File.ReadAllText(Path.Combine(made.Folder, "manifest.json"));
        var graph = new GraphExport(other.Network, other.Samples, 1, null).Export(GraphKind.All[0]);

        Assert.Contains("other weights", Assert.Throws<InvalidDataException>(() => PackageFolder.Write(made.Folder, [graph])).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(made.Folder, "manifest.json")));
        Assert.Equal("made", ModelPackage.Open(made.Folder).Manifest.Name);
    }

    [Fact]
    public void Speed_is_among_the_figures_only_where_it_was_measured()
    {
        using var made = new MadePackage(35);
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(2) };

        var timed = new GraphExport(made.Network, made.Samples, 1, time).Export(GraphKind.All[0]);

        Assert.Equal(made.Samples.Count / 2.0, timed.ArticlesPerSecond!.Value, 6);
        Assert.Contains(timed.Figures(), figure => figure.Key == "graph.fp32.articlesPerSecond");
        Assert.DoesNotContain(new GraphExport(made.Network, made.Samples, 1, null).Export(GraphKind.All[0]).Figures(), figure => figure.Key.EndsWith("PerSecond", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("int8,fp32", "fp32,int8")]
    [InlineData(" plain ", "plain")]
    public void Kinds_come_in_their_own_order(string names, string kinds) => Assert.Equal(kinds, string.Join(',', GraphKind.Parse(names).Select(kind => kind.Name)));

    [Theory]
    [InlineData("")]
    [InlineData("fp32,int4")]
    public void An_unknown_kind_is_refused_with_those_there_are(string names) =>
        Assert.Contains("fp32, fp16, int8, plain", Assert.Throws<ArgumentException>(() => GraphKind.Parse(names)).Message, StringComparison.Ordinal);

    // Random networks are far more sensitive to rounding than trained ones, so the limits of acceptance are not what is tested here.
    private static ExportedGraph Unchecked(GraphExport export, MadePackage made, GraphKind kind) => kind.Precision == GraphPrecision.Fp32
        ? export.Export(kind)
        : new ExportedGraph(kind, FoldedGraph.Write(made.Network.Config, made.Network.Parameters.ToArrays(), kind.Precision), new GraphAgreement(1, 0.1, 0, 0), null);
}
