using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Trial;

/// <summary>An article that the champion has judged, for the candidate to judge as well.</summary>
internal sealed record ShadowArticle(Submission Submission, Verdict Champion, ModelSnapshot Candidate, FlipTally Flips);
