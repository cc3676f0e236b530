using System.Globalization;

namespace FakeNews.Trainer.Training;

/// <summary>
/// <c>metrics.csv</c>: a line for every update (<c>step,epoch,loss,gradient_norm,learning_rate,samples,tokens</c>), and for every epoch one whose last columns
/// hold the validation (<c>validation_loss,accuracy,weighted_f1</c>).
/// </summary>
public sealed class MetricsFile : ITrainingObserver, IDisposable
{
    private readonly StreamWriter _file;
    private int _step;

    /// <summary>Begins the file, or goes on in it.</summary>
    public MetricsFile(string path, bool append)
    {
        var begins = !append || !File.Exists(path);
        _file = new StreamWriter(path, append) { AutoFlush = true };
        if (begins)
        {
            _file.WriteLine("step,epoch,loss,gradient_norm,learning_rate,samples,tokens,validation_loss,accuracy,weighted_f1");
        }
    }

    /// <inheritdoc/>
    public void OnStep(StepReport step)
    {
        _step = step.Step;
        _file.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{step.Step},{step.Epoch},{step.Loss:G9},{step.GradientNorm:G9},{step.LearningRate:G9},{step.Samples},{step.Tokens},,,"));
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport epoch) => _file.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{_step},{epoch.Epoch},{epoch.TrainingLoss:G9},,,,,{epoch.ValidationLoss:G9},{epoch.Accuracy:G9},{epoch.WeightedF1:G9}"));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
