using System.Collections.Immutable;
using FakeNews.Chaos.Progress;

namespace FakeNews.Chaos.Faults;

/// <summary>
/// Lets faults happen at random moments that a seed decides: first each alone, in a shuffled order, with recovery in between; then mixed, several at a time.
/// </summary>
public sealed class FaultSchedule(FaultScene scene, ProgressMonitor progress, Random random, TimeSpan bound)
{
    private const int MostAtOnce = 3;
    private readonly Lock _gate = new();
    private readonly List<FaultOutcome> _outcomes = [];

    /// <summary>Lets faults happen until the time is over; waits for those under way.</summary>
    /// <param name="faults">The faults.</param>
    /// <param name="length">How long.</param>
    /// <param name="cancellation">The run is given up.</param>
    public async Task RunAsync(ImmutableArray<IFault> faults, TimeSpan length, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        bool Over(double share) => TimeProvider.System.GetElapsedTime(started) >= length * share;
        IFault[] possible = [.. faults.Where(fault => Says(fault))];
        while (!Over(0.6) && possible.Length > 0)
        {
            var order = possible.ToArray();
            random.Shuffle(order);
            if (_outcomes.Count == 0)
            {
                // First of all, so that even a short run has verdicts of two versions.
                order = [.. order.OrderByDescending(fault => fault is SwapModel)];
            }

            foreach (var fault in order.TakeWhile(_ => !Over(0.6)))
            {
                await OneAsync(fault, new Random(random.Next()), mixed: false, cancellation);
                await Task.Delay(random.Seconds(0.5, 3), cancellation);
            }
        }

        List<Task> running = [];
        while (!Over(1) && possible.Length > 0)
        {
            running.RemoveAll(task => task.IsCompletedSuccessfully);
            if (running.Count >= MostAtOnce)
            {
                await Task.WhenAny(running);
                continue;
            }

            running.Add(OneAsync(possible[random.Next(possible.Length)], new Random(random.Next()), mixed: true, cancellation));
            await Task.Delay(random.Seconds(0.5, 8), cancellation);
        }

        await Task.WhenAll(running);
    }

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<FaultOutcome> Outcomes()
    {
        lock (_gate)
        {
            return [.. _outcomes.OrderBy(outcome => outcome.At)];
        }
    }

    private bool Says(IFault fault)
    {
        if (fault.WhyNot(scene) is not { } reason)
        {
            return true;
        }

        scene.Say($"no {fault.Name}: {reason}");
        return false;
    }

    private async Task OneAsync(IFault fault, Random own, bool mixed, CancellationToken cancellation)
    {
        using var loud = fault is Nothing ? null : progress.Disturb();
        Task<TimeSpan?> recovery = Task.FromResult<TimeSpan?>(null);
        var at = DateTimeOffset.UtcNow;
        try
        {
            await fault.RunAsync(
                scene,
                own,
                () =>
                {
                    at = DateTimeOffset.UtcNow;
                    recovery = progress.RecoveredAsync(bound, cancellation);
                    scene.Say($"{fault.Name}{(mixed ? " (mixed)" : string.Empty)}");
                },
                cancellation);
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException or Confluent.Kafka.KafkaException or System.ComponentModel.Win32Exception or IOException)
        {
            scene.Complain($"{fault.Name} could not be carried out: {exception.Message}");
        }

        var lasted = DateTimeOffset.UtcNow - at;
        var took = await recovery;
        if (took is null)
        {
            scene.Complain(FormattableString.Invariant($"{fault.Name}: not recovered after {bound.TotalSeconds} s; lag {progress.Last?.Lag}"));
        }
        else
        {
            scene.Say(FormattableString.Invariant($"{fault.Name}: recovered {took.Value.TotalSeconds:F1} s after it happened; lag {progress.Last?.Lag}"));
        }

        lock (_gate)
        {
            _outcomes.Add(new FaultOutcome(fault.Name, at, mixed, lasted, took));
        }
    }
}
