namespace FakeNews.EndToEnd.Tests.Story;

/// <summary>The manners in which the story's made-up articles are written.</summary>
internal enum Manner
{
    /// <summary>Breathless, made to be shared: fake, and what the first model learned.</summary>
    Loud,

    /// <summary>A local paper's report: real, and what the first model learned.</summary>
    Sober,

    /// <summary>A calm tale of a cure: fake, and new to the first model, which lets it pass.</summary>
    Remedy,

    /// <summary>A report of a medical trial: real, and new to the first model.</summary>
    Study,
}
