using System.Text.Json;
using FakeNews.Trainer.Checkpoints;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Networks;

/// <summary>Loads a classifier from a folder or file as Hugging Face stores it, and saves one so that Hugging Face can load it.</summary>
public static class NetworkCheckpoint
{
    private static readonly string[] Heads = ["classifier.", "pre_classifier."];

    /// <summary>Builds the network that config.json describes and fills it; parameters that the file lacks are drawn anew.</summary>
    /// <param name="path">A folder, or a file of weights with config.json beside it.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <exception cref="CheckpointException">It can't be read, or does not fit its config.json.</exception>
    /// <exception cref="InvalidDataException">config.json has a structure that is not supported.</exception>
    public static LoadedNetwork Load(string path, int seed = 42)
    {
        using var checkpoint = Checkpoint.Open(path);
        var network = Create(checkpoint);
        try
        {
            ExpectedParameter[] expected = [.. network.Parameters.Select(item => new ExpectedParameter(FullName(network, item.Key), new TensorShape(item.Value.shape)))];
            var report = LoadingReport.Compare(checkpoint.Tensors.Entries, expected, network.BasePrefix);
            if (!report.Misshapen.IsEmpty || report.Found.IsEmpty)
            {
                throw new CheckpointException(report.Found.IsEmpty
                    ? $"{checkpoint.WeightsPath} has no parameter of the {network.BasePrefix} that its {Checkpoint.ConfigName} describes."
                    : $"{checkpoint.WeightsPath} does not fit its {Checkpoint.ConfigName}: {string.Join("; ", report.Misshapen.Take(5))}.");
            }

            Fill(network, checkpoint.Tensors, report, seed);
            return new LoadedNetwork(network, report);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Writes model.safetensors, config.json and, where given, the vocabulary.</summary>
    /// <param name="network">The network.</param>
    /// <param name="folder">Created if absent.</param>
    /// <param name="vocabularyPath">The vocab.txt to copy, or null.</param>
    public static void Save(IClassifierNetwork network, string folder, string? vocabularyPath = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var tensors = network.Parameters.ToArrays().Select(item =>
            NamedTensor.FromSingles(FullName(network, item.Key), new TensorShape([.. item.Value.Shape.Select(static n => (long)n)]), item.Value.Values));
        Checkpoint.Save(folder, tensors, network.ConfigJson, vocabularyPath);
    }

    /// <summary>A parameter's name in a checkpoint: the encoder's have its prefix, the classifier's none.</summary>
    public static string FullName(IClassifierNetwork network, string name) =>
        Heads.Any(head => name.StartsWith(head, StringComparison.Ordinal)) ? name : $"{network.BasePrefix}.{name}";

    private static IClassifierNetwork Create(Checkpoint checkpoint)
    {
        if (checkpoint.Config is not { } config)
        {
            throw new CheckpointException($"{checkpoint.Folder} has no {Checkpoint.ConfigName}.");
        }

        return Structure(config).Create();
    }

    /// <summary>The structure that a <c>config.json</c> describes.</summary>
    /// <exception cref="CheckpointException">It is of no kind that is supported.</exception>
    /// <exception cref="InvalidDataException">It has a structure that is not supported.</exception>
    public static NetworkConfig Structure(JsonElement config)
    {
        var type = config.TryGetProperty("model_type", out var named) ? named.ToString() : string.Empty;
        return type switch
        {
            "mobilebert" => MobileBertConfig.Parse(config.GetRawText()),
            "bert" => BertConfig.Parse(config),
            "distilbert" => DistilBertConfig.Parse(config),
            _ => throw new CheckpointException($"{Checkpoint.ConfigName} has model_type '{type}'; supported: mobilebert, bert, distilbert."),
        };
    }

    private static void Fill(IClassifierNetwork network, ITensorSource tensors, LoadingReport report, int seed)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        foreach (var (name, parameter) in network.Parameters)
        {
            if (report.Found.TryGetValue(FullName(network, name), out var stored))
            {
                parameter.copy_(tensor(tensors.Read(stored).ToSingles()).reshape(parameter.shape));
            }
            else if (parameter.dim() > 1)
            {
                parameter.copy_(randn(parameter.shape, generator: generator) * network.InitializerRange);
            }
        }
    }
}
