using FakeNews.Tests.Support;
using Microsoft.Playwright;

namespace FakeNews.EndToEnd.Tests.Browser;

/// <summary>The machine's own Chromium, driven by Playwright. Nothing is ever downloaded.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] _known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Its path: <c>FAKENEWS_CHROMIUM</c>, else a usual place; null where there is none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("FAKENEWS_CHROMIUM") is { Length: > 0 } named ? named : Array.Find(_known, File.Exists);

    /// <summary>Skips the test on a machine without a browser; fails it where <c>FAKENEWS_REQUIRE</c> names the browser.</summary>
    public static void Require() => Requirement.Browser(Path);

    public static async Task<Chromium> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>A page in a context of its own; what it complains of is in <see cref="Visit.Errors"/>.</summary>
    public async Task<Visit> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        page.Dialog += (_, dialog) =>
        {
            errors.Add("dialog: " + dialog.Message);
            _ = dialog.DismissAsync();
        };
        page.Console += (_, message) =>
        {
            // A connection that a test cuts is reported by the browser itself.
            if (message.Type == "error" && !message.Text.Contains("net::ERR", StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        };
        await page.GotoAsync(address.ToString());
        await Assertions.Expect(page.Locator("#connection")).ToHaveAttributeAsync("data-state", "live");
        return new Visit(context, page, errors);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
