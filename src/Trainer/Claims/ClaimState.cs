namespace FakeNews.Trainer.Claims;

/// <summary>Where a trigger stands.</summary>
/// <param name="Owner">Who works for it.</param>
/// <param name="Epoch">The owner's claim.</param>
/// <param name="LastHeard">When the owner last said something.</param>
/// <param name="Published">Whether its owner may publish, or has.</param>
/// <param name="Done">Whether it is finished.</param>
/// <param name="Series">The trigger's series.</param>
/// <param name="Round">Its number in the series.</param>
public sealed record ClaimState(string Owner, int Epoch, DateTimeOffset LastHeard, bool Published, bool Done, string Series, long Round);
