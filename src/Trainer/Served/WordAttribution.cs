namespace FakeNews.Trainer.Served;

/// <summary>What a word speaks for.</summary>
/// <param name="Word">Third-party text: escape it wherever it is shown.</param>
/// <param name="TowardsFake">By how much the probability of fake is higher with it than without; negative where it speaks for real.</param>
public sealed record WordAttribution(string Word, double TowardsFake);
