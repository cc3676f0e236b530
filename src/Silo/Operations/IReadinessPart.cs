namespace FakeNews.Silo.Operations;

/// <summary>A part of the process that has to be ready before it may be sent work.</summary>
internal interface IReadinessPart
{
    /// <summary>A short name, e.g. <c>model</c>.</summary>
    string Name { get; }

    /// <summary>One sentence that says what it waits for; null once it is ready.</summary>
    string? WhyNot { get; }
}
