using FakeNews.Trainer.Networks;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FakeNews.Trainer.Training;

/// <summary>
/// What a batch's logits cost: cross-entropy with the labels, smoothed and weighted as asked, and for samples with a teacher its share of the cross-entropy with what the teacher
/// says at <see cref="TrainingOptions.TeacherTemperature"/>, all of it where there is no label (Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network"). All of
/// this is a sum of log-likelihoods, so the factors are computed as plain numbers first.
/// </summary>
/// <param name="options">Smoothing, the teacher's share and temperature.</param>
/// <param name="weights">Of the labels, as PyTorch's cross-entropy has them; a sample with a teacher counts 1.</param>
internal sealed class TrainingLoss(TrainingOptions options, ClassWeights weights) : IDisposable
{
    private readonly Scalar _temperature = options.TeacherTemperature.ToScalar();

    /// <summary>The mean over the rows, times a factor.</summary>
    /// <param name="logits">[rows, 2].</param>
    /// <param name="rows">The samples.</param>
    /// <param name="factor">1 for the mean itself.</param>
    public Tensor Mean(Tensor logits, IReadOnlyList<Sample> rows, double factor = 1)
    {
        var isTaught = weights.AreEqual && options.TaughtShare > 0 && rows.Any(static row => row.Taught is not null);
        var (hard, soft) = (new float[rows.Count * 2], new float[rows.Count * 2]);
        var share = factor / rows.Sum(row => weights[row.Label]);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var taught = !isTaught || row.Taught is null ? 0 : row.IsLabelled ? options.TaughtShare : 1;
            for (var label = 0; label < 2; label++)
            {
                var truth = (label == row.Label ? (1 - options.LabelSmoothing) * weights[row.Label] : 0) + (options.LabelSmoothing / 2 * weights[label]);
                hard[(i * 2) + label] = (float)(-share * (1 - taught) * truth);
            }

            // Its gradient shrinks with the square of the temperature, so it is scaled back.
            var real = 1 / (1 + Math.Exp(-(row.Taught ?? 0) / options.TeacherTemperature));
            var scaled = -share * taught * options.TeacherTemperature * options.TeacherTemperature;
            (soft[i * 2], soft[(i * 2) + 1]) = ((float)(scaled * (1 - real)), (float)(scaled * real));
        }

        var labels = F.log_softmax(logits, 1) * tensor(hard, device: logits.device).view(-1, 2);
        return isTaught
            ? labels.Plus(F.log_softmax(logits.div(_temperature), 1) * tensor(soft, device: logits.device).view(-1, 2)).sum()
            : labels.sum();
    }

    /// <inheritdoc/>
    public void Dispose() => _temperature.Dispose();
}
