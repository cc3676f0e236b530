using System.Diagnostics;
using System.Globalization;
using FakeNews.Trainer.Training;
using Spectre.Console;

namespace FakeNews.Trainer.Runs;

/// <summary>Step, loss, samples/s, time left and memory: rewritten in place in a terminal, a line every 20 seconds elsewhere.</summary>
public sealed class TrainingProgress(IAnsiConsole console, TimeProvider time, TrainingOptions options) : ITrainingObserver, IDisposable
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(20), LiveInterval = TimeSpan.FromSeconds(0.2);

    private readonly bool _live = console.Profile.Capabilities.Ansi && console.Profile.Out.IsTerminal;
    private long _shown = time.GetTimestamp(), _began;
    private int _firstStep;
    private long _samples, _tokens;
    private double _loss = double.NaN;

    /// <inheritdoc/>
    public void OnStep(StepReport step)
    {
        if (_began == 0)
        {
            (_began, _firstStep) = (time.GetTimestamp(), step.Step);
            _loss = step.Loss;
            return;
        }

        _samples += step.Samples;
        _tokens += step.Tokens;
        _loss = (0.98 * _loss) + (0.02 * step.Loss);
        if (time.GetElapsedTime(_shown) < (_live ? LiveInterval : PlainInterval))
        {
            return;
        }

        _shown = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(_began);
        var left = elapsed / (step.Step - _firstStep) * (step.Total - step.Step);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {step.Epoch}/{options.Epochs}  step {step.Step}/{step.Total}  loss {_loss:F4}  {_samples / elapsed.TotalSeconds:F1} samples/s  {_tokens / elapsed.TotalSeconds:F0} tokens/s  left {left:hh\\:mm\\:ss}  memory {Process.GetCurrentProcess().WorkingSet64 >> 20} MB");
        if (_live)
        {
            console.Write(new ControlCode("\r\u001b[2K" + line));
        }
        else
        {
            console.WriteLine(line);
        }
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport epoch)
    {
        Dispose();
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch.Epoch}: training loss {epoch.TrainingLoss:F4}, validation loss {epoch.ValidationLoss:F4}, accuracy {epoch.Accuracy:F4}, weighted F1 {epoch.WeightedF1:F4}{(epoch.Best ? "  (best)" : "")}"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_live)
        {
            console.Write(new ControlCode("\r\u001b[2K"));
        }
    }
}
