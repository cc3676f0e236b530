namespace FakeNews.Silo.Operations;

/// <summary>Whether this process may be sent work: every part has said so.</summary>
internal sealed class Readiness(IEnumerable<IReadinessPart> parts)
{
    /// <summary>The name of the part that judging over HTTP needs.</summary>
    public const string Model = "model";

    private readonly IReadinessPart[] _parts = [.. parts];

    /// <summary>True once every part is ready.</summary>
    public bool IsReady => Array.TrueForAll(_parts, static part => part.WhyNot is null);

    /// <summary>The parts' names, each with what it still waits for, or null.</summary>
    public IEnumerable<(string Name, string? WhyNot)> Parts => _parts.Select(static part => (part.Name, part.WhyNot));

    /// <summary>What one part still waits for; null where it is ready.</summary>
    public string? WhyNot(string name) => Array.Find(_parts, part => part.Name == name)?.WhyNot;
}
