using System.Text.Json;
using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Tests.Goldens;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Networks;

/// <summary>The tiny classifiers of the goldens, of all three kinds.</summary>
internal static class GoldenClassifier
{
    /// <summary>As its checkpoint says.</summary>
    public static IClassifierNetwork Load(string model)
    {
        // Both files are looked for, so that a partial copy beside the tests is not taken for the whole.
        _ = Golden.File($"models/{model}/config.json");
        return NetworkCheckpoint.Load(Golden.File($"models/{model}/model.safetensors")).Network;
    }

    /// <summary>With the checkpoint's weights, but no dropout.</summary>
    public static IClassifierNetwork WithoutDropout(string model)
    {
        using var loaded = Load(model);
        IClassifierNetwork network = loaded switch
        {
            MobileBert mobile => new MobileBert(mobile.Config with { AttentionDropout = 0, HiddenDropout = 0 }),
            Bert bert => new Bert(bert.Config with { AttentionDropout = 0, HiddenDropout = 0, ClassifierDropout = 0 }),
            DistilBert distil => new DistilBert(distil.Config with { AttentionDropout = 0, Dropout = 0, ClassifierDropout = 0 }),
            _ => throw new InvalidOperationException(),
        };
        network.Parameters.Load(loaded.Parameters.ToArrays());
        return network;
    }

    /// <summary>Runs a network of any kind and keeps what the goldens keep.</summary>
    public static (Tensor Logits, Tensor Pooled, List<Tensor> Hidden) Run(IClassifierNetwork network, Tensor ids, Tensor mask, Tensor? types)
    {
        var hidden = new List<Tensor>();
        switch (network)
        {
            case MobileBert mobile:
                var last = mobile.Encode(ids, mask, types, each: hidden.Add);
                return (mobile.Classify(last), last.select(1, 0), hidden);
            case Bert bert:
                var pooled = bert.Pool(bert.Encode(ids, mask, types, each: hidden.Add));
                return (bert.Classify(pooled), pooled, hidden);
            case DistilBert distil:
                var before = distil.Pool(distil.Encode(ids, mask, each: hidden.Add));
                return (distil.Classify(before), before, hidden);
            default:
                throw new InvalidOperationException();
        }
    }

    public static Tensor Integers(ITensorSource cases, string name)
    {
        var stored = cases.Read(name);
        return tensor(stored.ToInt64s()).reshape([.. stored.Shape.Extents]);
    }

    public static void Equal(NamedTensor expected, Tensor actual, double limit)
    {
        Assert.Equal(expected.Shape.Extents, actual.shape);
        Equal(expected.ToDoubles(), actual, limit, expected.Name);
    }

    public static void Equal(double[] expected, Tensor actual, double limit, string what)
    {
        var values = actual.detach().contiguous().data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        Assert.True(expected.Zip(values, static (a, b) => Math.Abs(a - b)).Max() <= limit, $"{what}: off by {expected.Zip(values, static (a, b) => Math.Abs(a - b)).Max():e2}");
    }

    public static JsonElement Config(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }
}
