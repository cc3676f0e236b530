using FakeNews.Grains.Sources;
using FakeNews.Silo.Api;

namespace FakeNews.Silo.Hosting;

/// <summary>The publishers that the cluster's directory grain knows.</summary>
internal sealed class GrainSourceList(IGrainFactory grains) : ISourceList
{
    public async Task<IReadOnlyList<SourceFigures>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var profiles = await grains.GetGrain<ISourceDirectoryGrain>(0).TopAsync(limit).WaitAsync(cancellationToken);
        return
        [
            .. profiles.Select(static profile =>
                new SourceFigures(profile.Source, profile.Articles, profile.Flagged, profile.Reviewed, profile.FlagRate, profile.LastSeen)),
        ];
    }
}
