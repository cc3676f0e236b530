using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace FakeNews.Grains.Sources;

/// <summary>Remembers what the profile grains last told, of as many publishers as are followed.</summary>
[Reentrant, KeepAlive]
internal sealed class SourceDirectoryGrain(IOptions<SourcesOptions> options, TimeProvider time) : Grain, ISourceDirectoryGrain
{
    private readonly Dictionary<string, SourceProfile> _profiles = new(StringComparer.Ordinal);

    public Task<ImmutableArray<SourceProfile>> TopAsync(int count)
    {
        Forget();
        return Task.FromResult(_profiles.Values
            .OrderByDescending(profile => profile.Articles)
            .ThenBy(profile => profile.Source, StringComparer.Ordinal)
            .Take(Math.Max(1, count))
            .ToImmutableArray());
    }

    public Task ReportAsync(SourceProfile profile)
    {
        _profiles[profile.Source] = profile;
        // Every silo admits so many publishers of its own; together they could name more than one list should hold.
        if (_profiles.Count > options.Value.MaximumSources * 2)
        {
            Forget();
            foreach (var extra in _profiles.Values.OrderByDescending(known => known.LastSeen).Skip(options.Value.MaximumSources).ToList())
            {
                _profiles.Remove(extra.Source);
            }
        }

        return Task.CompletedTask;
    }

    private void Forget()
    {
        var oldest = time.GetUtcNow() - options.Value.Window;
        foreach (var gone in _profiles.Values.Where(profile => profile.LastSeen < oldest).ToList())
        {
            _profiles.Remove(gone.Source);
        }
    }
}
