using System.Runtime.InteropServices;
using System.Text.Json;
using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Checkpoints.Safetensors;
using FakeNews.Trainer.Networks;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Training;

/// <summary>
/// A training's whole state in one .safetensors file, replaced in one move: weights, AdamW's moments, the best epoch's weights, and the counters. With it
/// a training goes on to the same losses, bit for bit, on the same machine.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="identity">Says what is trained on what and how; a checkpoint of another training is refused.</param>
public sealed class TrainingCheckpoint(string path, string identity)
{
    private const string Weight = "weight/", First = "first/", Second = "second/", Best = "best/", Counters = "counters";

    /// <summary>Writes the state.</summary>
    public void Save(TrainingState state, ParameterSet parameters, AdamW optimizer)
    {
        using var scope = NewDisposeScope();
        var record = new CounterRecord(identity, state.Step, optimizer.Steps, state.LossSum, state.Epochs);
        var json = JsonSerializer.SerializeToUtf8Bytes(record);
        SafetensorsWriter.Write(
            path,
            [
                new NamedTensor(Counters, TensorType.U8, new TensorShape(json.Length), json),
                .. parameters.Select(p => Copy(Weight + p.Key, p.Value)),
                .. optimizer.Moments.SelectMany(m => new[] { Copy(First + m.Name, m.First), Copy(Second + m.Name, m.Second) }),
                .. state.Best.Select(p => NamedTensor.FromSingles(Best + p.Key, new TensorShape([.. p.Value.Shape.Select(n => (long)n)]), p.Value.Values)),
            ]);
    }

    /// <summary>Reads the state into network and optimiser.</summary>
    /// <returns>The counters; null where there is no checkpoint.</returns>
    /// <exception cref="InvalidDataException">It belongs to another training.</exception>
    public TrainingState? Load(ParameterSet parameters, AdamW optimizer)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = SafetensorsFile.Open(path);
        var record = JsonSerializer.Deserialize<CounterRecord>(file.Read(Counters).Data.Span)!;
        if (record.Identity != identity)
        {
            throw new InvalidDataException($"{path} belongs to another training: its options or data differ. Give another --run folder, or leave --resume away.");
        }

        parameters.Load(parameters.ToDictionary(p => p.Key, p => Array(file.Read(Weight + p.Key))));
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, first, second) in optimizer.Moments)
        {
            first.copy_(tensor(file.Read(First + name).ToSingles()).reshape(first.shape));
            second.copy_(tensor(file.Read(Second + name).ToSingles()).reshape(second.shape));
        }

        optimizer.Steps = record.OptimizerSteps;
        return new TrainingState(record.Step, record.LossSum, record.Epochs, parameters.ToDictionary(p => p.Key, p => Array(file.Read(Best + p.Key))));
    }

    /// <summary>The best epoch's weights alone, of whatever training, or those of the running epoch where it is the first; null where there is no checkpoint.</summary>
    public static IReadOnlyDictionary<string, WeightArray>? LoadBest(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = SafetensorsFile.Open(path);
        var kept = JsonSerializer.Deserialize<CounterRecord>(file.Read(Counters).Data.Span)!.Epochs.Count == 0 ? Weight : Best;
        return file.Entries.Where(entry => entry.Name.StartsWith(kept, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Name[kept.Length..], entry => Array(file.Read(entry.Name)), StringComparer.Ordinal);
    }

    private static WeightArray Array(NamedTensor tensor) => new([.. tensor.Shape.Extents.Select(n => (int)n)], tensor.ToSingles());

    private static NamedTensor Copy(string name, Tensor values)
    {
        var copy = values.detach().cpu().contiguous().data<float>().ToArray();
        return new NamedTensor(name, TensorType.F32, new TensorShape(values.shape), MemoryMarshal.AsBytes(copy.AsSpan()).ToArray());
    }

    private sealed record CounterRecord(string Identity, int Step, int OptimizerSteps, double LossSum, IReadOnlyList<EpochReport> Epochs);
}
