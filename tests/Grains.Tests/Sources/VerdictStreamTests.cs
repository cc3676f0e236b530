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

        foreach (var stream in streams)
        {
            stream.Publish(Verdict("The Post", Decision.Flag));
            stream.Publish(Verdict("The  Post\n", Decision.Pass));
            stream.Publish(Verdict(null, Decision.Review));
            stream.Publish(Verdict("one too many", Decision.Pass));
        }

        var directory = cluster.Client.GetGrain<ISourceDirectoryGrain>(0);
        var top = await EventuallyAsync(() => directory.TopAsync(10), profiles => profiles.Sum(profile => profile.Articles) == 8);

        Assert.Equal(
            [("The Post", 4L, 2L, 0L, 0.5), ("(other)", 2L, 0L, 0L, 0), ("(unknown)", 2L, 0L, 2L, 0)],
            top.Select(profile => (profile.Source, profile.Articles, profile.Flagged, profile.Reviewed, profile.FlagRate)));
        Assert.Equal("The Post", Assert.Single(await EventuallyAsync(() => directory.TopAsync(1), profiles => profiles is [{ Source: "The Post" }])).Source);
        Assert.Equal(4, (await cluster.Client.GetGrain<ISourceProfileGrain>("The Post").GetAsync()).Articles);
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
