using Microsoft.Playwright;

namespace FakeNews.EndToEnd.Tests.Browser;

/// <summary>A page that is being looked at.</summary>
/// <param name="Context">Its cookies and size.</param>
/// <param name="Page">The page.</param>
/// <param name="Errors">What it complained of.</param>
public sealed record Visit(IBrowserContext Context, IPage Page, List<string> Errors) : IAsyncDisposable
{
    /// <summary>The rows whose title has a text in it.</summary>
    public ILocator Articles(string title) => Page.Locator("#articles > li", new PageLocatorOptions { HasText = title });

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}
