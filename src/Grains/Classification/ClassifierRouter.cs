using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using FakeNews.Grains.Batching;
using FakeNews.Grains.Devices;

namespace FakeNews.Grains.Classification;

/// <summary>
/// Chooses the device for the next batch: this silo's while it has room; else another's, the shallower of two drawn at random among those that seem to
/// have room (Mitzenmacher, The Power of Two Choices, 2001). Not thread-safe; the pipeline calls it under its lock.
/// </summary>
/// <remarks>
/// The depth of another silo's device is known from its replies and believed for a short time; then it counts as free, and the next batch finds out:
/// a device that is full refuses at once.
/// </remarks>
internal sealed class ClassifierRouter(DevicesOptions options, TimeProvider time, Random random)
{
    private ImmutableArray<Route> _routes = [];

    /// <summary>Takes over the devices there are; what is known of those that stay is kept.</summary>
    public void Update(ImmutableArray<IClassifier> classifiers)
    {
        var known = _routes.ToDictionary(route => route.Classifier.Key);
        _routes = [.. classifiers.Select(classifier => Follow(known.GetValueOrDefault(classifier.Key), classifier))];
    }

    /// <summary>Reserves room on a device.</summary>
    /// <param name="demand"><see cref="Demand.Idle"/>: only an idle lane will do. <see cref="Demand.Ahead"/>: room beyond the lanes is good enough.</param>
    /// <param name="avoid">A device where the batch failed; taken only where there is no other.</param>
    /// <param name="route">The device; <see cref="Settle"/> gives the room back.</param>
    public bool TryReserve(Demand demand, DeviceKey? avoid, [NotNullWhen(true)] out Route? route)
    {
        route = Local(demand, avoid) ?? Remote(demand, avoid);
        if (route is null && avoid is not null && _routes.All(other => other.Classifier.Key == avoid))
        {
            route = Local(demand, null) ?? Remote(demand, null);
        }

        if (route is null)
        {
            return false;
        }

        route.InFlight++;
        return true;
    }

    /// <summary>Gives room back that was not used.</summary>
    public static void Cancel(Route route) => route.InFlight--;

    /// <summary>Gives room back after a reply, or after an exception (null).</summary>
    public void Settle(Route route, ClassifierReply? reply)
    {
        route.InFlight--;
        if (reply is null)
        {
            route.SuspectUntil = In(options.SuspectFor);
            return;
        }

        route.ReportedDepth = reply.Depth;
        route.ReportedUntil = In(options.LoadFreshFor);
        route.SuspectUntil = reply.Outcome switch
        {
            ClassifierOutcome.Sick => In(options.SuspectFor),
            ClassifierOutcome.ModelAbsent => In(options.LoadFreshFor),
            _ => 0,
        };
    }

    private static Route Follow(Route? known, IClassifier classifier)
    {
        if (known is null)
        {
            return new(classifier);
        }

        known.Classifier = classifier;
        return known;
    }

    private Route? Local(Demand demand, DeviceKey? avoid)
    {
        Route? best = null;
        foreach (var route in _routes)
        {
            // Others may have spilled onto it: their batches keep its lanes from being idle, but not its owner from having one ready.
            var load = demand == Demand.Idle ? Math.Max(route.InFlight, route.Classifier.Depth ?? 0) : route.InFlight;
            if (route.Classifier.IsLocal && IsOpen(route, avoid) && load < Room(route, demand) && (best is null || route.InFlight < best.InFlight))
            {
                best = route;
            }
        }

        return best;
    }

    private Route? Remote(Demand demand, DeviceKey? avoid)
    {
        List<Route>? open = null;
        foreach (var route in _routes)
        {
            if (!route.Classifier.IsLocal && IsOpen(route, avoid) && Estimate(route) < Room(route, demand))
            {
                (open ??= []).Add(route);
            }
        }

        if (open is null || open.Count == 1)
        {
            return open?[0];
        }

        var first = random.Next(open.Count);
        var second = random.Next(open.Count - 1);
        second += second >= first ? 1 : 0;
        return Estimate(open[second]) < Estimate(open[first]) ? open[second] : open[first];
    }

    private bool IsOpen(Route route, DeviceKey? avoid) => route.Classifier.Key != avoid && time.GetTimestamp() >= route.SuspectUntil;

    private static int Room(Route route, Demand demand) => demand == Demand.Idle ? route.Classifier.Device.Lanes : route.Classifier.Device.Slots;

    private int Estimate(Route route) => time.GetTimestamp() < route.ReportedUntil ? Math.Max(route.ReportedDepth, route.InFlight) : route.InFlight;

    private long In(TimeSpan span) => time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency);
}
