namespace FakeNews.EndToEnd.Tests.Browser;

/// <summary>Tests of the page share one process, so they run one after another.</summary>
[CollectionDefinition(nameof(Desktop))]
public sealed class Desktop : ICollectionFixture<DesktopFixture>;
