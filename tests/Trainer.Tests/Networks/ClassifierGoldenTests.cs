using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Checkpoints.Safetensors;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Tests.Goldens;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Networks;

[Collection(TorchCollection.Name)]
public sealed class ClassifierGoldenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("classifier-").FullName;

    public static TheoryData<string, string> Cases => new(
        from model in new[] { "mobilebert-tiny", "distilbert-tiny", "tinybert-tiny" }
        from name in new[] { "exact7", "padded4", "full512", "types", "minimal2", "tail8" }
        where model != "distilbert-tiny" || name != "types"
        select (model, name));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Logits_pooled_and_hidden_states_equal_hugging_faces(string model, string name)
    {
        using var cases = SafetensorsFile.Open(Golden.File($"models/{model}/cases.safetensors"));
        using var network = GoldenClassifier.Load(model);
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var ids = GoldenClassifier.Integers(cases, name + ".input_ids");
        var mask = GoldenClassifier.Integers(cases, name + ".attention_mask").to_type(ScalarType.Float32);
        var types = network is DistilBert ? null : GoldenClassifier.Integers(cases, name + ".token_type_ids");
        var (logits, pooled, hidden) = GoldenClassifier.Run(network, ids, mask, types);
        GoldenClassifier.Equal(cases.Read(name + ".logits"), logits, 2e-6);
        GoldenClassifier.Equal(cases.Read(name + ".pooled"), pooled, 1e-5);
        if (name != "types")
        {
            // The way that trains and predicts: the last layer computes [CLS] alone.
            GoldenClassifier.Equal(cases.Read(name + ".logits"), network.Forward(ids, mask), 2e-6);
        }

        Assert.DoesNotContain(cases.Entries, entry => entry.Name == $"{name}.hidden_states.{hidden.Count}");
        for (var layer = 0; layer < hidden.Count; layer++)
        {
            // The copy beside the tests leaves out the hidden states of the longest case.
            if (cases.Entries.Any(entry => entry.Name == $"{name}.hidden_states.{layer}"))
            {
                GoldenClassifier.Equal(cases.Read($"{name}.hidden_states.{layer}"), hidden[layer], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData("distilbert-tiny")]
    [InlineData("tinybert-tiny")]
    public void Padding_changes_no_logits_of_networks_without_a_trigram(string model)
    {
        using var cases = SafetensorsFile.Open(Golden.File($"models/{model}/cases.safetensors"));
        using var network = GoldenClassifier.Load(model);
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var ids = GoldenClassifier.Integers(cases, "padded4.input_ids");
        var lengths = GoldenClassifier.Integers(cases, "padded4.attention_mask").sum(1).data<long>().ToArray();
        var alone = cases.Read("padded4.logits_alone").ToDoubles();
        for (var row = 0; row < lengths.Length; row++)
        {
            var logits = network.Forward(ids[row].slice(0, 0, lengths[row], 1).unsqueeze(0));
            GoldenClassifier.Equal(alone[(row * 2)..((row * 2) + 2)], logits, 2e-6, $"row {row}");
        }
    }

    [Theory]
    [InlineData("layer-norm", "normalization_type")]
    [InlineData("no-trigram", "trigram_input")]
    [InlineData("no-trigram-projected", "trigram_input")]
    [InlineData("bottleneck-attention", "use_bottleneck_attention")]
    [InlineData("no-bottleneck", "use_bottleneck")]
    [InlineData("classifier-activation", "classifier_activation")]
    [InlineData("one-feed-forward", null)]
    public void A_variant_gives_its_logits_or_is_refused_by_name(string variant, string? refused)
    {
        var folder = Golden.File("models/variants/" + variant);
        if (refused is not null)
        {
            var config = File.ReadAllText(Path.Combine(folder, "config.json"));
            Assert.Contains(refused, Assert.Throws<InvalidDataException>(() => MobileBertConfig.Parse(config)).Message, StringComparison.Ordinal);
            return;
        }

        using var cases = SafetensorsFile.Open(Path.Combine(folder, "case.safetensors"));
        using var network = NetworkCheckpoint.Load(folder).Network;
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var logits = network.Forward(
            GoldenClassifier.Integers(cases, "input_ids"), GoldenClassifier.Integers(cases, "attention_mask").to_type(ScalarType.Float32));
        GoldenClassifier.Equal(cases.Read("logits"), logits, 2e-6);
    }

    [Theory]
    [InlineData("""{"model_type":"bert","position_embedding_type":"relative_key"}""", "position_embedding_type")]
    [InlineData("""{"model_type":"bert","hidden_act":"silu"}""", "hidden_act")]
    [InlineData("""{"model_type":"bert","is_decoder":true}""", "is_decoder")]
    [InlineData("""{"model_type":"bert","num_attention_heads":7}""", "num_attention_heads")]
    [InlineData("""{"model_type":"bert","hidden_size":"wide"}""", "hidden_size")]
    [InlineData("""{"model_type":"distilbert","sinusoidal_pos_embds":true}""", "sinusoidal_pos_embds")]
    [InlineData("""{"model_type":"distilbert","activation":"\u001b[31m"}""", "activation")]
    public void A_structure_that_is_not_supported_is_refused_by_name(string config, string key)
    {
        File.WriteAllText(Path.Combine(_folder, "config.json"), config);
        SafetensorsWriter.Write(Path.Combine(_folder, "model.safetensors"), []);
        var message = Assert.Throws<InvalidDataException>(() => NetworkCheckpoint.Load(_folder)).Message;
        Assert.Contains(key, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', message);
    }

    [Fact]
    public void A_model_of_another_kind_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder, "config.json"), """{"model_type":"roberta"}""");
        SafetensorsWriter.Write(Path.Combine(_folder, "model.safetensors"), []);
        Assert.Contains("roberta", Assert.Throws<CheckpointException>(() => NetworkCheckpoint.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mobilebert-tiny")]
    [InlineData("distilbert-tiny")]
    [InlineData("tinybert-tiny")]
    public void What_is_saved_has_the_same_weights_and_structure(string model)
    {
        using var network = GoldenClassifier.Load(model);
        NetworkCheckpoint.Save(network, _folder);
        using var original = SafetensorsFile.Open(Golden.File($"models/{model}/model.safetensors"));
        using var saved = SafetensorsFile.Open(Path.Combine(_folder, "model.safetensors"));
        Assert.Equal(original.Entries, saved.Entries);
        foreach (var entry in original.Entries)
        {
            Assert.Equal(original.Read(entry.Name).Data.ToArray(), saved.Read(entry.Name).Data.ToArray());
        }

        var loaded = NetworkCheckpoint.Load(_folder);
        using var again = loaded.Network;
        Assert.True(loaded.Report.IsComplete);
        Assert.Equal(network.ConfigJson, again.ConfigJson);
        var config = GoldenClassifier.Config(Golden.File($"models/{model}/config.json"));
        foreach (var item in GoldenClassifier.Config(Path.Combine(_folder, "config.json")).EnumerateObject().Where(item => config.TryGetProperty(item.Name, out _)))
        {
            Assert.True(System.Text.Json.JsonElement.DeepEquals(config.GetProperty(item.Name), item.Value), $"{item.Name} is {item.Value}");
        }
    }

    [Fact]
    public void A_pretrained_encoder_is_loaded_and_its_new_head_drawn_from_the_seed()
    {
        var folder = Golden.File("models/mobilebert-tiny-pretraining");
        var (one, again, other) = (NetworkCheckpoint.Load(folder, 1), NetworkCheckpoint.Load(folder, 1), NetworkCheckpoint.Load(folder, 2));
        using var first = one.Network;
        using var second = again.Network;
        using var third = other.Network;
        Assert.Equal(["classifier.bias", "classifier.weight"], one.Report.Missing);
        Assert.Equal(Head(first), Head(second));
        Assert.NotEqual(Head(first), Head(third));
        Assert.InRange(Math.Sqrt(Head(first).Average(static value => value * value)), 0.015, 0.025);
        using var cases = SafetensorsFile.Open(Path.Combine(folder, "case.safetensors"));
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var (_, pooled, hidden) = GoldenClassifier.Run(
            first,
            GoldenClassifier.Integers(cases, "input_ids"),
            GoldenClassifier.Integers(cases, "attention_mask").to_type(ScalarType.Float32),
            GoldenClassifier.Integers(cases, "token_type_ids"));
        GoldenClassifier.Equal(cases.Read("pooled"), pooled, 1e-5);
        GoldenClassifier.Equal(cases.Read("last_hidden_state"), hidden[^1], 1e-5);
    }

    private static float[] Head(IClassifierNetwork network) => network.Parameters.ToArrays()["classifier.weight"].Values;
}
