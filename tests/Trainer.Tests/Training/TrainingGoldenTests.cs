using System.Text.Json;
using FakeNews.Trainer.Checkpoints.Safetensors;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Tests.Goldens;
using FakeNews.Trainer.Tests.Networks;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class TrainingGoldenTests
{
    private const int BatchRows = 8, Batches = 8;

    [Theory]
    [InlineData("mobilebert-tiny", "study", 1)]
    [InlineData("mobilebert-tiny", "large", 1)]
    [InlineData("mobilebert-tiny", "accumulate2-mean", 1)]
    [InlineData("mobilebert-tiny", "accumulate2-sum", 1)]
    [InlineData("distilbert-tiny", "study", 1)]
    [InlineData("distilbert-tiny", "study", 2)]
    [InlineData("tinybert-tiny", "study", 1)]
    [InlineData("tinybert-tiny", "study", 2)]
    public void Twenty_steps_go_as_hugging_faces_trainer_goes(string model, string name, int lanes)
    {
        var golden = Golden.Json($"training/{model}/cases.json").EnumerateArray().Single(item => item.Text("name") == name);
        var samples = Samples();
        var (accumulation, isMean) = (golden.GetProperty("accumulation").GetInt32(), golden.GetProperty("divide").GetBoolean());
        var schedule = new LinearSchedule(golden.GetProperty("learning_rate").GetDouble(), golden.GetProperty("warmup_steps").GetInt32(), golden.GetProperty("steps").GetInt32());
        using var network = GoldenClassifier.WithoutDropout(model);
        var first = network.Parameters.ToArrays();
        using var optimizer = new AdamW(network.Parameters, golden.GetProperty("weight_decay").GetDouble());
        var (losses, norms, rates) = (golden.Doubles("losses"), golden.Doubles("gradient_norms"), golden.Doubles("learning_rates"));
        using var threads = new LaneThreads(lanes);
        for (var step = 0; step < schedule.Total; step++)
        {
            using var scope = NewDisposeScope();
            using var gradients = new GradientLanes(network, new TrainingOptions(), CPU, threads, step);
            var loss = 0.0;
            for (var micro = 0; micro < accumulation; micro++)
            {
                var batch = (((step * accumulation) + micro) % Batches) * BatchRows;
                loss += gradients.Add(samples[batch..(batch + BatchRows)], isMean ? 1.0 / accumulation : 1);
            }

            Near.Equal(losses[step], loss, 5e-6, $"loss of step {step}");
            var (norm, scale) = gradients.Clip(golden.GetProperty("clip").GetDouble());
            Near.Equal(norms[step], norm, 1e-4, $"gradient norm of step {step}");
            Near.Equal(rates[step], schedule.Rate(step), 1e-18, $"rate of step {step}");
            optimizer.Step(gradients.Sum, schedule.Rate(step), scale);
        }

        AssertFinalLogits(model, golden, network);
        AssertPaddingRow(golden, first, network);
        AssertChecksums(golden, network);
        if (name is "study" or "large" && Golden.Find($"training/{model}/{name}.final.safetensors") is { } weights)
        {
            AssertFinalWeights(weights, network);
        }
    }

    [Fact]
    public void The_first_gradients_are_hugging_faces()
    {
        using var expected = SafetensorsFile.Open(Golden.File("training/mobilebert-tiny/first_gradients.safetensors"));
        using var network = GoldenClassifier.WithoutDropout("mobilebert-tiny");
        using var scope = NewDisposeScope();
        using var threads = new LaneThreads(1);
        using var gradients = new GradientLanes(network, new TrainingOptions(), CPU, threads, 0);
        gradients.Add(Samples()[..BatchRows], 1);
        foreach (var ((name, _), gradient) in network.Parameters.Zip(gradients.Sum))
        {
            GoldenClassifier.Equal(expected.Read(NetworkCheckpoint.FullName(network, name)), gradient, 1e-6);
        }
    }

    [Theory]
    [InlineData("mobilebert-tiny")]
    [InlineData("distilbert-tiny")]
    [InlineData("tinybert-tiny")]
    public void The_same_parameters_are_decayed_as_by_hugging_faces_trainer(string model)
    {
        var golden = Golden.Json("training/weight_decay.json").GetProperty(model);
        Assert.All(golden.GetProperty("decayed").EnumerateArray(), static name => Assert.True(AdamW.IsDecayed(name.GetString()!), name.GetString()));
        Assert.All(golden.GetProperty("not_decayed").EnumerateArray(), static name => Assert.False(AdamW.IsDecayed(name.GetString()!), name.GetString()));
        Assert.NotEmpty(golden.GetProperty("not_decayed").EnumerateArray());
    }

    private static void AssertFinalLogits(string model, JsonElement golden, IClassifierNetwork network)
    {
        using var cases = SafetensorsFile.Open(Golden.File($"models/{model}/cases.safetensors"));
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var name = golden.Text("final_case");
        var types = network is DistilBert ? null : GoldenClassifier.Integers(cases, name + ".token_type_ids");
        var mask = GoldenClassifier.Integers(cases, name + ".attention_mask").to_type(ScalarType.Float32);
        var (logits, _, _) = GoldenClassifier.Run(network, GoldenClassifier.Integers(cases, name + ".input_ids"), mask, types);
        double[] expected = [.. golden.GetProperty("final_logits").EnumerateArray().SelectMany(static row => row.EnumerateArray()).Select(static cell => cell.GetDouble())];
        GoldenClassifier.Equal(expected, logits, 1e-5, "final logits");
    }

    private static void AssertPaddingRow(JsonElement golden, OrderedDictionary<string, WeightArray> first, IClassifierNetwork network)
    {
        const string words = "embeddings.word_embeddings.weight";
        var scale = golden.GetProperty("pad_row_scale").GetDouble();
        var (before, after) = (first[words], network.Parameters.ToArrays()[words]);
        for (var column = 0; column < before.Columns; column++)
        {
            Near.Equal(before.Values[column] * scale, after.Values[column], 1e-6, "[PAD]");
        }
    }

    private static void AssertChecksums(JsonElement golden, IClassifierNetwork network)
    {
        var weights = network.Parameters.ToArrays();
        foreach (var item in golden.GetProperty("final_checksums").EnumerateObject().Where(static item => !IsNoise(item.Name)))
        {
            var values = weights[Short(network, item.Name)].Values;
            Near.Equal(item.Value.Number("l2"), Math.Sqrt(values.Sum(static value => (double)value * value)), 2e-5 * Math.Sqrt(values.Length), item.Name);
            Near.Equal(item.Value.Doubles("first"), [.. values.Take(item.Value.GetProperty("first").GetArrayLength()).Select(static value => (double)value)], 2e-5, item.Name);
        }
    }

    private static void AssertFinalWeights(string path, IClassifierNetwork network)
    {
        using var expected = SafetensorsFile.Open(path);
        foreach (var (name, parameter) in network.Parameters.Where(static item => !IsNoise(item.Key)))
        {
            using var scope = NewDisposeScope();
            GoldenClassifier.Equal(expected.Read(NetworkCheckpoint.FullName(network, name)), parameter, 2e-5);
        }
    }

    // Softmax cancels key biases: their gradients are rounding errors, which Adam blows up to whole steps.
    private static bool IsNoise(string name) => name.EndsWith("key.bias", StringComparison.Ordinal) || name.EndsWith("k_lin.bias", StringComparison.Ordinal);

    private static string Short(IClassifierNetwork network, string name) =>
        name.StartsWith(network.BasePrefix + ".", StringComparison.Ordinal) ? name[(network.BasePrefix.Length + 1)..] : name;

    private static Sample[] Samples() =>
    [
        .. Golden.Json("training/data.json").GetProperty("rows").EnumerateArray()
            .Select(static row => new Sample([.. row.Integers("ids").Select(static id => (ushort)id)], row.GetProperty("label").GetInt32())),
    ];
}
