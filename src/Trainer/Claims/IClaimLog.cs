namespace FakeNews.Trainer.Claims;

/// <summary>What trainers say to each other, in one order.</summary>
public interface IClaimLog
{
    /// <summary>Where a trigger stands; null where nobody has claimed it.</summary>
    ClaimState? StateOf(string trigger);

    /// <summary>Triggers that are claimed, and neither published nor finished.</summary>
    IReadOnlyList<KeyValuePair<string, ClaimState>> Open { get; }

    /// <summary>The highest round of a series that somebody has claimed.</summary>
    long HighestRound(string series);

    /// <summary>When a trigger of a series was last claimed; null for never.</summary>
    DateTimeOffset? LastClaimed(string series);

    /// <summary>Says something and waits until it is known whether it counts.</summary>
    Task<bool> SayAsync(ClaimRecord record, CancellationToken cancellationToken);
}
