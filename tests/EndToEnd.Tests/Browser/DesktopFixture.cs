namespace FakeNews.EndToEnd.Tests.Browser;

/// <summary>One process and one browser for all tests of the page; each test writes titles of its own.</summary>
public sealed class DesktopFixture : IAsyncLifetime
{
    private FakeNewsProcess? _process;
    private Chromium? _chromium;

    public FakeNewsProcess FakeNews => _process!;

    public Chromium Chromium => _chromium!;

    public async ValueTask InitializeAsync()
    {
        if (Browser.Chromium.Path is not null)
        {
            _process = await FakeNewsProcess.StartAsync("--Feed:Retry=00:00:00.3", "--Feed:Heartbeat=00:00:01");
            _chromium = await Browser.Chromium.LaunchAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
