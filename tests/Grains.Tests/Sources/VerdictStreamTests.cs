using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.TestingHost;

namespace FakeNews.Grains.Tests.Sources;

public sealed class VerdictStreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verdicts_of_all_silos_become_profiles_and_a_list_of_publishers()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.AddSourceProfiles(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Sources:FlushEvery", "00:00:00.020"), new("Sources:MaximumSources", "2")]).Build()));
        await using var cluster = builder.Build();
        await cluster.DeployAsync(Cancellation);
        var streams = cluster.Silos.Select(silo => silo.SiloHost.Services.GetRequiredService<VerdictStream>()).ToList();

        // The stream may lose a message (it does now and then while a cluster is young), so rounds go on until enough came through. What came through must be counted rightly.
        var directory = cluster.Client.GetGrain<ISourceDirectoryGrain>(0);
        var top = await EventuallyAsync(
            () =>
            {
                foreach (var stream in streams)
                {
                    stream.Publish(Verdict("The Post", Decision.Flag));
                    stream.Publish(Verdict("The  Post\n", Decision.Pass));
                    stream.Publish(Verdict(null, Decision.Review));
                    stream.Publish(Verdict("one too many", Decision.Pass));
                }

                return directory.TopAsync(10);
            },
            profiles => profiles.Length == 3 && profiles.All(profile => profile.Articles >= 10));

        var profiles = top.ToDictionary(profile => profile.Source);
        Assert.Equal((0, 0), (profiles["(other)"].Flagged, profiles["(other)"].Reviewed));
        Assert.Equal((0, profiles["(unknown)"].Articles), (profiles["(unknown)"].Flagged, profiles["(unknown)"].Reviewed));

        // Of its two verdicts in a round one may be under way still.
        Assert.InRange(profiles["The Post"].FlagRate, 0.25, 0.75);
        Assert.Equal(0, profiles["The Post"].Reviewed);
        Assert.Single(await directory.TopAsync(1));
        Assert.InRange((await cluster.Client.GetGrain<ISourceProfileGrain>("The Post").GetAsync()).Articles, 10, long.MaxValue);
    }

    [Fact]
    public void Publishing_never_blocks_even_where_nothing_is_sent()
    {
        using var stream = new VerdictStream(
            Options.Create(new SourcesOptions { Capacity = 10 }), new ServiceCollection().BuildServiceProvider(), TimeProvider.System, NullLogger<VerdictStream>.Instance);

        for (var i = 0; i < 1000; i++)
        {
            stream.Publish(Verdict("s", Decision.Pass));
        }
    }

    private static Verdict Verdict(string? source, Decision decision) => new(
        "id", "title", null, source, null, null, decision, VerdictReason.Probability, new(0.8, 0.5), new("test", "1", "0"), null, false, null, DateTimeOffset.UtcNow, 1);

    private static async Task<ImmutableArray<SourceProfile>> EventuallyAsync(
        Func<Task<ImmutableArray<SourceProfile>>> read, Func<ImmutableArray<SourceProfile>, bool> holds)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        bound.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var value = await read();
            if (holds(value))
            {
                return value;
            }

            bound.Token.ThrowIfCancellationRequested();
        }
    }
}
