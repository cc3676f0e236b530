using FakeNews.Grains.Batching;
using FakeNews.Grains.Classification;
using Microsoft.Extensions.Time.Testing;

namespace FakeNews.Grains.Tests.Classification;

public sealed class ClassifierRouterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly StubClassifier _local = new("here", local: true);

    [Fact]
    public void The_local_device_comes_first_until_its_lanes_are_busy()
    {
        var router = Router(_local, new StubClassifier("there"));

        Assert.Equal(["here", "here", "there", "there"], Reserve(router, 4, Demand.Idle));
        Assert.Empty(Reserve(router, 1, Demand.Idle));
        Assert.Equal(["here", "there"], Reserve(router, 3, Demand.Ahead));
    }

    [Fact]
    public void Work_that_others_spilled_here_counts_as_busy()
    {
        var router = Router(_local, new StubClassifier("there"));
        _local.Depth = 2;

        Assert.Equal(["there"], Reserve(router, 1, Demand.Idle));
    }

    [Fact]
    public void Of_two_choices_the_shallower_takes_the_batch()
    {
        var (deep, shallow) = (new StubClassifier("deep", lanes: 8), new StubClassifier("shallow", lanes: 8));
        var router = Router(deep, shallow);
        Report(router, depths: new() { ["deep"] = 5, ["shallow"] = 1 });

        Assert.Equal(["shallow", "shallow", "shallow"], Reserve(router, 3, Demand.Idle));
    }

    [Fact]
    public void A_full_device_is_left_alone_while_its_report_is_fresh()
    {
        var router = Router(new StubClassifier("there"));
        Assert.True(router.TryReserve(Demand.Idle, null, out var route));
        router.Settle(route, new(ClassifierOutcome.Busy, Depth: 3));

        Assert.Empty(Reserve(router, 1, Demand.Ahead));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(["there"], Reserve(router, 1, Demand.Idle));
    }

    [Fact]
    public void A_device_that_could_not_be_reached_is_suspect_for_a_while()
    {
        var router = Router(new StubClassifier("there"));
        Assert.True(router.TryReserve(Demand.Idle, null, out var route));
        router.Settle(route, null);

        Assert.Empty(Reserve(router, 1, Demand.Idle));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["there"], Reserve(router, 1, Demand.Idle));
    }

    [Fact]
    public void A_batch_avoids_the_device_where_it_failed_unless_there_is_no_other()
    {
        var router = Router(_local, new StubClassifier("there"));

        Assert.True(router.TryReserve(Demand.Idle, _local.Key, out var route));
        Assert.Equal("there", route.Classifier.Key.Silo);

        router.Update([_local]);
        Assert.True(router.TryReserve(Demand.Idle, _local.Key, out route));
        Assert.Equal("here", route.Classifier.Key.Silo);
    }

    [Fact]
    public void What_is_in_flight_is_remembered_when_the_cluster_changes()
    {
        var router = Router(_local);
        Assert.Equal(2, Reserve(router, 3, Demand.Idle).Count);

        router.Update([_local, new StubClassifier("there")]);

        Assert.Equal(["there"], Reserve(router, 1, Demand.Idle));
    }

    private ClassifierRouter Router(params IEnumerable<IClassifier> classifiers)
    {
        var router = new ClassifierRouter(new(), _time, new Random(7));
        router.Update([.. classifiers]);
        return router;
    }

    private static List<string> Reserve(ClassifierRouter router, int times, Demand demand)
    {
        List<string> silos = [];
        for (var i = 0; i < times && router.TryReserve(demand, null, out var route); i++)
        {
            silos.Add(route.Classifier.Key.Silo);
        }

        return silos;
    }

    private static void Report(ClassifierRouter router, Dictionary<string, int> depths)
    {
        List<Route> routes = [];
        while (routes.Select(route => route.Classifier.Key.Silo).Distinct().Count() < depths.Count && router.TryReserve(Demand.Idle, null, out var route))
        {
            routes.Add(route);
        }

        routes.ForEach(route => router.Settle(route, new(ClassifierOutcome.Judged, depths[route.Classifier.Key.Silo])));
    }
}
