using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Training;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Export;

/// <summary>Logits of rows in batches as they come, padded to the longest: by a plain graph, and by its network in the very same batches.</summary>
public static class PaddedLogits
{
    private const int Rows = 8;

    /// <summary>By a graph with a mask, token types 0 where it takes them.</summary>
    public static float[][] Of(byte[] model, IReadOnlyList<Sample> samples, int paddingId)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        return [.. samples.Chunk(Rows).SelectMany(batch => Run(session, batch, paddingId))];
    }

    /// <summary>By the network.</summary>
    public static float[][] Of(IClassifierNetwork network, IReadOnlyList<Sample> samples)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var frozen = no_grad();
        var logits = new List<float[]>();
        foreach (var chunk in samples.Chunk(Rows))
        {
            using var scope = NewDisposeScope();
            var batch = Batch.Of(chunk, network.PaddingId, CPU);
            logits.AddRange(network.Forward(batch.Ids, batch.Mask).data<float>().ToArray().Chunk(network.Labels));
        }

        return [.. logits];
    }

    private static IEnumerable<float[]> Run(InferenceSession session, Sample[] batch, int paddingId)
    {
        var length = batch.Max(sample => sample.Ids.Length);
        int[] shape = [batch.Length, length];
        var (ids, mask) = (new long[batch.Length * length], new long[batch.Length * length]);
        ids.AsSpan().Fill(paddingId);
        for (var i = 0; i < batch.Length; i++)
        {
            Array.ConvertAll(batch[i].Ids, id => (long)id).CopyTo(ids.AsSpan(i * length));
            mask.AsSpan(i * length, batch[i].Ids.Length).Fill(1);
        }

        var inputs = new List<NamedOnnxValue>
        {
            NamedOnnxValue.CreateFromTensor("input_ids", new DenseTensor<long>(ids, shape)),
            NamedOnnxValue.CreateFromTensor("attention_mask", new DenseTensor<long>(mask, shape)),
        };
        if (session.InputMetadata.ContainsKey("token_type_ids"))
        {
            inputs.Add(NamedOnnxValue.CreateFromTensor("token_type_ids", new DenseTensor<long>(new long[ids.Length], shape)));
        }

        using var results = session.Run(inputs);
        var logits = results[0].AsEnumerable<float>().ToArray();
        return logits.Chunk(logits.Length / batch.Length);
    }
}
