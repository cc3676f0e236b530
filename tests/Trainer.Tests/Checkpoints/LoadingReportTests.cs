using System.Text.Json;
using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Tests.Goldens;

namespace FakeNews.Trainer.Tests.Checkpoints;

public sealed class LoadingReportTests
{
    [Fact]
    public void Missing_and_unexpected_keys_are_those_that_hugging_face_reports()
    {
        using var file = Checkpoint.Open(Golden.File("models/mobilebert-tiny-pretraining"));
        var golden = Golden.Json("models/mobilebert-tiny-pretraining/loading.json");
        using var model = Checkpoint.Open(Golden.File("models/mobilebert-tiny"));
        ExpectedParameter[] expected = [.. model.Tensors.Entries.Select(static entry => new ExpectedParameter(entry.Name, entry.Shape))];
        var report = LoadingReport.Compare(file.Tensors.Entries, expected, "mobilebert");
        Assert.Equal(Names(golden, "missing"), report.Missing);
        Assert.Equal(Names(golden, "unexpected"), report.Unexpected);
        Assert.Empty(report.Misshapen);
        Assert.False(report.IsComplete);
        Assert.Equal(
            golden.GetProperty("keys_in_file").EnumerateObject().Select(static item => item.Name).Order(),
            file.Tensors.Entries.Select(static entry => entry.Name).Order());
    }

    [Fact]
    public void A_base_model_without_prefix_fills_a_classifier()
    {
        var report = LoadingReport.Compare(
            [Entry("embeddings.position_ids", TensorType.I64, 1, 4), Entry("pooler.dense.bias", TensorType.F32, 3)],
            [new("bert.pooler.dense.bias", new TensorShape(3)), new("classifier.bias", new TensorShape(2))],
            "bert");
        Assert.Equal("pooler.dense.bias", report.Found["bert.pooler.dense.bias"]);
        Assert.Equal(["classifier.bias"], report.Missing);
        Assert.Empty(report.Unexpected);
    }

    [Fact]
    public void A_classifier_fills_a_base_model_and_its_head_is_unexpected()
    {
        var report = LoadingReport.Compare(
            [Entry("bert.pooler.dense.bias", TensorType.F16, 3), Entry("classifier.bias", TensorType.F16, 2)],
            [new("pooler.dense.bias", new TensorShape(3))],
            "bert");
        Assert.Equal("bert.pooler.dense.bias", report.Found["pooler.dense.bias"]);
        Assert.Equal(["classifier.bias"], report.Unexpected);
        Assert.True(report.IsComplete);
    }

    [Fact]
    public void Old_names_of_layer_norm_are_understood()
    {
        var report = LoadingReport.Compare(
            [Entry("bert.embeddings.LayerNorm.gamma", TensorType.F32, 3), Entry("bert.embeddings.LayerNorm.beta", TensorType.F32, 3)],
            [new("bert.embeddings.LayerNorm.weight", new TensorShape(3)), new("bert.embeddings.LayerNorm.bias", new TensorShape(3))],
            "bert");
        Assert.True(report.IsComplete);
        Assert.Equal("bert.embeddings.LayerNorm.gamma", report.Found["bert.embeddings.LayerNorm.weight"]);
    }

    [Fact]
    public void Another_shape_or_whole_numbers_are_listed_with_both_sides()
    {
        var report = LoadingReport.Compare(
            [Entry("bert.a", TensorType.F32, 3), Entry("bert.b", TensorType.I8, 2)],
            [new("bert.a", new TensorShape(4)), new("bert.b", new TensorShape(2))],
            "bert");
        Assert.Equal(["bert.a", "bert.b"], report.Misshapen.Select(static mismatch => mismatch.Name));
        Assert.Empty(report.Missing);
        Assert.Contains("bert.a: the file has F32 [3], the model needs [4]", report.ToString(), StringComparison.Ordinal);
    }

    private static TensorEntry Entry(string name, TensorType type, params long[] shape) => new(name, type, new TensorShape(shape));

    private static string[] Names(JsonElement golden, string key) => [.. golden.GetProperty(key).EnumerateArray().Select(static item => item.GetString()!)];
}
