using System.Text.RegularExpressions;
using FakeNews.EndToEnd.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FakeNews.EndToEnd.Tests.Story;

/// <summary>Takes the README's pictures while the story runs, where <c>FAKENEWS_PICTURES</c> names a folder; elsewhere it does nothing.</summary>
internal sealed partial class Camera : IAsyncDisposable
{
    private const int Width = 1100;
    private readonly string? _folder;
    private readonly Chromium? _chromium;
    private readonly Uri _page;

    private Camera(string? folder, Chromium? chromium, Uri page) => (_folder, _chromium, _page) = (folder, chromium, page);

    /// <summary>Gets ready.</summary>
    /// <param name="page">The silo's address.</param>
    public static async Task<Camera> OpenAsync(Uri page)
    {
        if (Environment.GetEnvironmentVariable("FAKENEWS_PICTURES") is not { Length: > 0 } folder)
        {
            return new Camera(null, null, page);
        }

        Chromium.Require();
        SetDefaultExpectTimeout((float)StoryTests.Bound.TotalMilliseconds);
        return new Camera(Directory.CreateDirectory(folder).FullName, await Chromium.LaunchAsync(), page);
    }

    /// <summary>Flagged articles as they come.</summary>
    public Task FeedAsync() => TakeAsync("/", 760, async page =>
    {
        await Expect(page.Locator("#articles > li").Nth(8)).ToBeVisibleAsync();
        await SaveAsync(page, "loop-feed.png");
    });

    /// <summary>A reviewer labels an article in its view.</summary>
    /// <param name="key">The reviewer's key.</param>
    public Task LabelAsync(ApiKey key) => TakeAsync("/", 860, async page =>
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await page.Locator("#articles .title").First.ClickAsync();
        await page.Locator("#review-note").FillAsync("There is no such report; the harbour office was asked.");
        await page.EvaluateAsync("key => sessionStorage.setItem('fakenews-key', key)", key.Text);
        await page.Locator("#review-key").EvaluateAsync("(field, key) => { field.value = key; }", key.Text);
        await page.GetByText("Fake", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the label" }).ClickAsync();
        await Expect(page.Locator("#review-result")).ToHaveTextAsync("Saved as fake.");
        await Expect(page.Locator("#detail-text p").First).Not.ToHaveClassAsync("hint");
        await SaveAsync(page, "loop-label.png", "#detail");
    });

    /// <summary>The trainer at work.</summary>
    public Task TrainingAsync() => TakeAsync("/models.html", 900, async page =>
    {
        await Expect(page.Locator("#trainer-progress")).ToContainTextAsync(ThirdOfTheSteps());
        await SaveAsync(page, "loop-training.png", "#trainer-section");
    });

    /// <summary>What the gate says.</summary>
    public Task GateAsync() => TakeAsync("/models.html", 900, async page =>
    {
        await Expect(page.Locator("#gate tr").First).ToBeVisibleAsync();
        await SaveAsync(page, "loop-gate.png", "#trainer-last");
    });

    /// <summary>The flip report of the shadow.</summary>
    public Task FlipsAsync() => TakeAsync("/models.html", 900, async page =>
    {
        await Expect(page.Locator("#flips tr").First).ToBeVisibleAsync();
        await SaveAsync(page, "loop-flips.png", "#flips-section");
    });

    /// <summary>Parts and history, after all.</summary>
    public Task HistoryAsync() => TakeAsync("/models.html", 900, async page =>
    {
        await Expect(page.Locator("#history tr").First).ToBeVisibleAsync();
        await SaveAsync(page, "loop-history.png", "section:has(#history)");
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _chromium?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task TakeAsync(string path, int height, Func<IPage, Task> scene)
    {
        if (_chromium is null)
        {
            return;
        }

        await using var visit = await _chromium.OpenAsync(new Uri(_page, path), new() { ViewportSize = new() { Width = Width, Height = height }, ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await scene(visit.Page);
        Assert.Empty(visit.Errors);
    }

    private async Task SaveAsync(IPage page, string name, string? part = null)
    {
        var path = Path.Combine(_folder!, name);
        if (part is null)
        {
            await page.ScreenshotAsync(new() { Path = path });
        }
        else
        {
            await page.Locator(part).EvaluateAsync("part => { part.style.padding = '1.25rem 1.5rem'; }");
            await page.Locator(part).ScreenshotAsync(new() { Path = path });
        }
    }

    // There are some 300: enough of them for a curve, and enough to come.
    [GeneratedRegex("training, step [1-9][0-9]{2} of")]
    private static partial Regex ThirdOfTheSteps();
}
