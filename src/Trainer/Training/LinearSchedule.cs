namespace FakeNews.Trainer.Training;

/// <summary>Learning rate that rises from 0 over the warm-up steps, then falls to 0 at the last: Hugging Face's linear schedule.</summary>
public sealed record LinearSchedule(double Peak, int WarmUp, int Total)
{
    /// <summary>The rate of a step, from 0.</summary>
    public double Rate(int step) => step < WarmUp
        ? Peak * step / Math.Max(1, WarmUp)
        : Peak * Math.Max(0, Total - step) / Math.Max(1, Total - WarmUp);
}
