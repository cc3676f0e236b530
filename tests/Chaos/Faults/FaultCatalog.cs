using System.Collections.Immutable;

namespace FakeNews.Chaos.Faults;

/// <summary>Every fault by its name on the command line.</summary>
public static class FaultCatalog
{
    /// <summary>All faults.</summary>
    public static ImmutableArray<IFault> All { get; } =
    [
        new Nothing(),
        new KillSilo(),
        new StopSilo(),
        new TerminateSilo(),
        new KillBroker(coordinator: false),
        new PauseBroker(),
        new KillBroker(coordinator: true),
        new ReadOnlyState(),
        new FullDisk(),
        new LaneFault("slow-lane", "slow 200", "slow 1500"),
        new LaneFault("failing-lane", "fail", "nan", "hang"),
        new SwapModel(),
        new PoisonArticles(),
        new AddPartition(),
        new ResetGroup(),
        new DuplicateName(),
        new ClockJump("clock-ahead", "+3600", restarts: false),
        new ClockJump("clock-back", "-3600", restarts: true),
    ];

    /// <summary>What a run does where nobody names faults: all but those of the clock, for libfaketime slows every process that it puts itself into.</summary>
    public static ImmutableArray<IFault> Usual { get; } = [.. All.Where(fault => fault is not ClockJump)];

    /// <summary>The faults that a comma-separated list names.</summary>
    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public static ImmutableArray<IFault> Parse(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name =>
            All.FirstOrDefault(fault => fault.Name == name)
            ?? throw new ArgumentException($"There is no fault '{name}'; there are {string.Join(", ", All.Select(fault => fault.Name))}."))];
    }
}
