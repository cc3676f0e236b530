namespace FakeNews.Silo.Operations;

/// <summary>Whether this process may be sent work: every part has said so.</summary>
internal sealed class Readiness(IEnumerable<IReadinessPart> parts)
{
    private readonly IReadinessPart[] _parts = [.. parts];

    /// <summary>True once every part is ready.</summary>
    public bool IsReady => Array.TrueForAll(_parts, static part => part.WhyNot is null);

    /// <summary>The parts' names, each with what it still waits for, or null.</summary>
    public IEnumerable<(string Name, string? WhyNot)> Parts => _parts.Select(static part => (part.Name, part.WhyNot));

    /// <summary>One sentence: what is still waited for.</summary>
    public string Explain() => _parts.Select(static part => part.WhyNot).FirstOrDefault(static reason => reason is not null) ?? "Ready.";
}
