using System.Collections.Immutable;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Promotion;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Swap;
using FakeNews.Grains.Tests.Registry;
using FakeNews.Grains.Trial;
using Microsoft.Extensions.Time.Testing;

namespace FakeNews.Grains.Tests.Promotion;

/// <summary>The registry's rules and its supervision on a clock that is moved by hand, with one silo that counts what it is told to.</summary>
internal sealed class SupervisedRegistry
{
    public static readonly ModelIdentity First = RegistryMoves.Models[0], Second = RegistryMoves.Models[1], Third = RegistryMoves.Models[2];
    private readonly List<ModelIdentity> _loaded = [First];

    private SupervisedRegistry() => Must(RegistryVerb.Adopt, First);

    public FakeTimeProvider Time { get; } = new(new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    public PromotionOptions Promotion { get; } = new() { Auto = true, ShadowFor = TimeSpan.FromHours(2), ShadowArticles = 1000, CanaryFor = TimeSpan.FromHours(1), CanaryArticles = 500 };

    public TrialLimits Limits { get; } = new();

    public RegistryRecord Record { get; private set; } = new();

    public RegistryState State => Record.State;

    /// <summary>Articles compared in the shadow, and those that change side.</summary>
    public (long Compared, long Flips) Shadow { get; set; }

    /// <summary>Articles that the canary judged.</summary>
    public long Canary { get; set; }

    /// <summary>Another silo of the cluster that does not answer.</summary>
    public bool IsOneSiloAway { get; set; }

    /// <summary>Models that the silo has not loaded.</summary>
    public List<ModelIdentity> Missing { get; } = [];

    private Supervision Supervision => new(Limits, Promotion, Time);

    public PromotionOutlook? Outlook => Supervision.Outlook(State, Record.Recent, Answers());

    public static SupervisedRegistry Start() => new();

    /// <summary>With the second model prepared.</summary>
    public static SupervisedRegistry WithCandidate(PromotionWish? wish = PromotionWish.Gated)
    {
        var registry = new SupervisedRegistry();
        registry.Prepare(Second, wish);
        return registry;
    }

    public void Prepare(ModelIdentity model, PromotionWish? wish)
    {
        Apply(new(new(RegistryVerb.Prepare, model, Promotion: wish), "trainer", "the gate says so"));
        _loaded.Add(model);
        Must(RegistryVerb.Prepared, model);
    }

    public RegistryState Must(RegistryVerb verb, ModelIdentity? model = null, double? percent = null, string actor = "anna") => Apply(new(new(verb, model, percent), actor, "by hand"));

    /// <summary>What the registry grain does at every tick.</summary>
    public RegistryVerb? Tick()
    {
        if (!Supervision.IsNeeded(State, Record.Recent) || Supervision.Next(State, Record.Recent, Answers()) is not { } due)
        {
            return null;
        }

        Apply(due);
        return due.Command.Verb;
    }

    /// <summary>The process ends and another one reads what is durable; what silos counted is lost.</summary>
    public void Restart()
    {
        Record = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(Record, RegistryJson.Default.RegistryRecord), RegistryJson.Default.RegistryRecord)!;
        (Shadow, Canary) = (default, 0);
    }

    private RegistryState Apply(RegistryRequest request)
    {
        var outcome = RegistryRules.Apply(State, request, Time.GetUtcNow());
        Assert.True(outcome.Accepted, outcome.Explanation);
        Record = Record.With(outcome);
        return State;
    }

    private ImmutableArray<(string Silo, SiloModels? Models)> Answers()
    {
        ArmFigures Judged(ModelIdentity model, long judged) => ArmFigures.None(model.Sha256) with { Judged = judged };
        var report = new TrialReport(
            [.. _loaded.Select(model => Judged(model, model == State.Candidate?.Model ? Canary : 10_000))],
            State.Candidate is { } candidate
                ? new(State.Active!, candidate.Model, Time.GetUtcNow(), new(Shadow.Compared, Shadow.Flips, 0), ImmutableSortedDictionary<string, FlipCounts>.Empty, ImmutableSortedDictionary<int, FlipCounts>.Empty, [], Shadow.Compared, 0, 0)
                : null);
        (string, SiloModels?) here = ("here", new("here", State.Generation, State.Active, ["cpu0"], [.. _loaded.Except(Missing).Select(model => new ResidentModel(model, ResidentStage.Ready, 1, [], 1))], report));
        return IsOneSiloAway ? [here, ("away", null)] : [here];
    }
}
