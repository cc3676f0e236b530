namespace FakeNews.Silo.Api;

/// <summary>The publishers that have been seen.</summary>
internal interface ISourceList
{
    /// <summary>Publishers, those with most articles first.</summary>
    Task<IReadOnlyList<SourceFigures>> ListAsync(int limit, CancellationToken cancellationToken);
}
