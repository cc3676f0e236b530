namespace FakeNews.Chaos.Faults;

/// <summary>Something that goes wrong.</summary>
public interface IFault
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>Why it can't happen in this run, or null.</summary>
    string? WhyNot(FaultScene scene);

    /// <summary>Lets it happen, waits as long as it lasts, and puts right what an operator would put right.</summary>
    /// <param name="scene">What there is.</param>
    /// <param name="random">Decides which, when and how long.</param>
    /// <param name="happened">Called at the moment it happens.</param>
    /// <param name="cancellation">The run is given up.</param>
    Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation);
}
