using System.Collections.Immutable;
using Orleans.Concurrency;

namespace FakeNews.Grains.Sources;

/// <summary>Lists the publishers of the cluster; there is one, with key 0.</summary>
public interface ISourceDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>The publishers with most articles within the window, most first.</summary>
    /// <param name="count">At most so many; at least 1.</param>
    Task<ImmutableArray<SourceProfile>> TopAsync(int count);

    /// <summary>A profile grain tells its new figures.</summary>
    [OneWay]
    Task ReportAsync(SourceProfile profile);
}
