using static TorchSharp.torch;

namespace FakeNews.Trainer.Training;

/// <summary>Samples as tensors: int64 ids [rows, longest] padded at the end, float32 mask (null where nothing is padded).</summary>
public sealed record Batch(Tensor Ids, Tensor? Mask)
{
    /// <summary>Builds the tensors in the current dispose scope.</summary>
    /// <param name="samples">At least one.</param>
    /// <param name="paddingId">Id of [PAD].</param>
    /// <param name="device">Where they are put.</param>
    /// <param name="minimumLength">Pad to this length where all are shorter.</param>
    public static Batch Of(IReadOnlyList<Sample> samples, int paddingId, Device device, int minimumLength = 0)
    {
        var (rows, length) = (samples.Count, Math.Max(minimumLength, samples.Max(sample => sample.Ids.Length)));
        var ids = new long[rows * length];
        var mask = new float[rows * length];
        ids.AsSpan().Fill(paddingId);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < samples[row].Ids.Length; i++)
            {
                ids[(row * length) + i] = samples[row].Ids[i];
                mask[(row * length) + i] = 1;
            }
        }

        var padded = samples.Any(sample => sample.Ids.Length < length);
        return new Batch(
            tensor(ids).reshape(rows, length).to(device),
            padded ? tensor(mask).reshape(rows, length).to(device) : null);
    }
}
