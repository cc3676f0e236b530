using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Labelled;

namespace FakeNews.Trainer.Retraining;

/// <summary>What one retraining is about; written before it begins and never changed, so that a killed trainer goes on with the same.</summary>
/// <param name="Trigger">The trigger's id.</param>
/// <param name="Series">Its series.</param>
/// <param name="Round">Its number in the series.</param>
/// <param name="Epoch">The claim it was begun under.</param>
/// <param name="Why">In words.</param>
/// <param name="Champion">The model that is trained on.</param>
/// <param name="Labels">What is learned, validated on or held back.</param>
/// <param name="At">When it was made.</param>
public sealed record RetrainPlan(
    string Trigger, string Series, long Round, int Epoch, string Why, ModelIdentity Champion, ImmutableArray<ChosenLabel> Labels, DateTimeOffset At)
{
    /// <summary>The version of the model that comes of it: the champion's without an earlier retraining, and the trigger.</summary>
    public string Version => $"{Champion.Version.Split("-r")[0]}-r{Trigger[..8]}";
}
