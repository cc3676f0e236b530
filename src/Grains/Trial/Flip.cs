using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Trial;

/// <summary>An article that would change side.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Title">Its title, at most 300 characters of it; untrusted.</param>
/// <param name="Source">Its publisher; untrusted.</param>
/// <param name="Tokens">Tokens the champion read.</param>
/// <param name="ChampionProbability">The champion's calibrated probability of fake; null where it did not judge.</param>
/// <param name="CandidateProbability">The candidate's.</param>
/// <param name="Champion">The champion's decision.</param>
/// <param name="Candidate">The candidate's.</param>
/// <param name="At">When the candidate judged.</param>
[GenerateSerializer, Immutable]
public sealed record Flip(
    [property: Id(0)] string ArticleId,
    [property: Id(1)] string? Title,
    [property: Id(2)] string? Source,
    [property: Id(3)] int Tokens,
    [property: Id(4)] double? ChampionProbability,
    [property: Id(5)] double? CandidateProbability,
    [property: Id(6)] Decision Champion,
    [property: Id(7)] Decision Candidate,
    [property: Id(8)] DateTimeOffset At);
