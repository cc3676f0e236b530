namespace FakeNews.Grains.Sources;

/// <summary>Keeps the rolling statistics of one publisher; keyed by its normalized name (<see cref="SourceName"/>).</summary>
public interface ISourceProfileGrain : IGrainWithStringKey
{
    /// <summary>The statistics at this moment.</summary>
    Task<SourceProfile> GetAsync();
}
