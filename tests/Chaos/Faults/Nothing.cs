namespace FakeNews.Chaos.Faults;

/// <summary>No fault: what the measure of recovery shows when nothing is wrong.</summary>
public sealed class Nothing : IFault
{
    /// <inheritdoc/>
    public string Name => "nothing";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene) => null;

    /// <inheritdoc/>
    public Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(happened);
        happened();
        return Task.CompletedTask;
    }
}
