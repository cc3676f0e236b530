namespace FakeNews.Chaos.Faults;

/// <summary>Some articles that can't be judged, in the middle of the others: each must become a dead letter, and its neighbours verdicts.</summary>
public sealed class PoisonArticles : IFault
{
    /// <inheritdoc/>
    public string Name => "poison";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return scene.Program.HasFaultPoints ? null : "this build of fakenews has no fault points (build it in Debug, or with -p:FaultPoints=true)";
    }

    /// <inheritdoc/>
    public Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(happened);
        var articles = random.Next(1, 4);
        happened();
        scene.Articles.AddPoison(articles);
        scene.Say($"{articles} articles are poison");
        return Task.CompletedTask;
    }
}
