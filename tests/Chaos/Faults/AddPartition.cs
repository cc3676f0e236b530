namespace FakeNews.Chaos.Faults;

/// <summary>The articles topic gets one more partition while everything runs.</summary>
public sealed class AddPartition : IFault
{
    private const int Most = 24;

    /// <inheritdoc/>
    public string Name => "partitions";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene) => null;

    /// <inheritdoc/>
    public async Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(happened);
        // No operator adds partitions while a broker is down.
        await scene.BrokerLease.WaitAsync(cancellation);
        try
        {
            happened();
            var partitions = await scene.Operator.AddPartitionAsync(Most);
            scene.Say($"the articles topic has {partitions} partitions");
        }
        finally
        {
            scene.BrokerLease.Release();
        }
    }
}
