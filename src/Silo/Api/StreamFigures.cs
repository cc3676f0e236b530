namespace FakeNews.Silo.Api;

/// <summary>What this process has done since it started.</summary>
/// <param name="Judged">Articles with a verdict.</param>
/// <param name="Flagged">Verdicts with decision flag.</param>
/// <param name="Review">Verdicts with decision review.</param>
/// <param name="Passed">Verdicts with decision pass.</param>
/// <param name="DeadLetters">Records that are no articles, or could not be judged.</param>
/// <param name="ArticlesPerSecond">Over the last ten seconds.</param>
internal sealed record StreamFigures(long Judged, long Flagged, long Review, long Passed, long DeadLetters, double ArticlesPerSecond);
