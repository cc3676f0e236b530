using FakeNews.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FakeNews.EndToEnd.Tests.Browser;

[Collection(nameof(Desktop))]
public sealed class PageTests(DesktopFixture desktop)
{
    [Fact]
    public async Task A_flagged_article_appears_with_what_a_reviewer_needs()
    {
        Chromium.Require();
        await using var visit = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page);
        var mark = Mark();
        await desktop.FakeNews.SendAsync(new { title = $"{mark} {TinyModel.Flagged}", source = "Harbour Post" });
        await desktop.FakeNews.SendAsync(new { title = $"{mark} calm" });
        await desktop.FakeNews.SendAsync(new { title = $"{mark} {TinyModel.Reviewed}" });
        await desktop.FakeNews.SendAsync(new { title = $"{mark} bonjour", language = "fr" });

        var flagged = visit.Articles($"{mark} {TinyModel.Flagged}");
        await Expect(flagged).ToContainTextAsync("97");
        await Expect(flagged).ToContainTextAsync("Harbour Post");
        await Expect(flagged).ToContainTextAsync("tiny 0.0.1");
        await Expect(flagged.Locator(".decision")).ToHaveTextAsync("Flag");
        await Expect(flagged.Locator("time")).ToHaveAttributeAsync("datetime", new System.Text.RegularExpressions.Regex("^20"));
        await Expect(visit.Articles($"{mark} {TinyModel.Reviewed}").Locator(".decision")).ToHaveTextAsync("Review");
        await Expect(visit.Articles($"{mark} bonjour")).ToContainTextAsync("another language");
        await Expect(visit.Articles(mark)).ToHaveCountAsync(3);
        await Expect(visit.Page.Locator("#count-passed")).Not.ToHaveTextAsync("0");
        await Expect(visit.Page.Locator("body")).ToContainTextAsync("resembles writing labelled unreliable");
        Assert.DoesNotContain("fake news detected", await visit.Page.Locator("body").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task Pausing_keeps_what_comes_and_counts_it()
    {
        Chromium.Require();
        await using var visit = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page);
        var mark = Mark();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        for (var number = 0; number < 3; number++)
        {
            await desktop.FakeNews.SendAsync(new { title = $"{mark} {TinyModel.Flagged}" });
        }

        var resume = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Resume (3 waiting)" });
        await Expect(resume).ToBeVisibleAsync();
        await Expect(visit.Articles(mark)).ToHaveCountAsync(0);
        await resume.ClickAsync();

        await Expect(visit.Articles(mark)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task The_list_is_walked_and_opened_by_keyboard_and_focus_comes_back()
    {
        Chromium.Require();
        await using var visit = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page);
        var mark = Mark();
        foreach (var name in (string[])["first", "second"])
        {
            await desktop.FakeNews.SendAsync(new { title = $"{mark} {name} {TinyModel.Flagged}" });
            await Expect(visit.Articles($"{mark} {name}")).ToHaveCountAsync(1);
        }

        // Newest first, so down goes from the second to the first.
        await visit.Articles($"{mark} second").Locator(".title").FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(visit.Articles($"{mark} first").Locator(".title")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        var dialog = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = $"{mark} first" });
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog).ToContainTextAsync("resembles writing labelled unreliable");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(visit.Articles($"{mark} first").Locator(".title")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("ArrowUp");

        await Expect(visit.Articles($"{mark} second").Locator(".title")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Everything_that_can_be_used_has_a_name_and_a_role()
    {
        Chromium.Require();
        await using var visit = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page);
        var mark = Mark();
        await desktop.FakeNews.SendAsync(new { title = $"{mark} {TinyModel.Flagged}" });
        await Expect(visit.Articles(mark)).ToHaveCountAsync(1);
        var page = visit.Page;

        await Expect(page.GetByRole(AriaRole.Main, new() { Name = "Flagged articles" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Banner)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Complementary)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "FakeNews" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Source" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Radio)).ToHaveCountAsync(3);
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Decision" })).ToBeVisibleAsync();
        await Expect(page.Locator("[aria-live=polite]")).ToHaveCountAsync(1);
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(0, await page.Locator("#articles [aria-live], #articles[aria-live]").CountAsync());
        var nameless = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, a, select, input')]
              .filter(node => !node.closest('dialog') && !(node.textContent.trim() || node.ariaLabel || node.labels?.[0]?.textContent.trim()))
              .map(node => node.outerHTML)
            """);
        Assert.Empty(nameless);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the flagged articles" })).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_stands_out_from_its_ground_in_light_and_dark(ColorScheme scheme)
    {
        Chromium.Require();
        await using var visit = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page, new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var mark = Mark();
        await desktop.FakeNews.SendAsync(new { title = $"{mark} {TinyModel.Flagged}" });
        await desktop.FakeNews.SendAsync(new { title = $"{mark} {TinyModel.Reviewed}" });
        await Expect(visit.Articles(mark)).ToHaveCountAsync(2);

        // WCAG 2.2 contrast of every text that is its own element's.
        var weak = await visit.Page.EvaluateAsync<string[]>(
            """
            () => {
              const parse = color => color.match(/[\d.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = node => { for (let at = node; at; at = at.parentElement) { const c = parse(getComputedStyle(at).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
              return [...document.querySelectorAll('body *')]
                .filter(node => node.checkVisibility() && !node.closest('.unseen, .skip, select') && [...node.childNodes].some(child => child.nodeType === 3 && child.textContent.trim()))
                .map(node => { const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x); return [node, (a + 0.05) / (b + 0.05)]; })
                .filter(([, ratio]) => ratio < 4.5)
                .map(([node, ratio]) => `${node.className || node.tagName}: ${ratio.toFixed(2)}`);
            }
            """);

        Assert.Empty(weak);
    }

    [Fact]
    public async Task At_the_width_of_a_phone_nothing_has_to_be_scrolled_sideways()
    {
        Chromium.Require();
        await using var visit = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page, new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var mark = Mark();
        var unbroken = new string('W', 300);
        await desktop.FakeNews.SendAsync(new { title = $"{mark} {TinyModel.Flagged} {unbroken}", text = unbroken, source = unbroken[..200], url = "https://example.org/" + unbroken });
        await Expect(visit.Articles(mark)).ToHaveCountAsync(1);

        Assert.Equal(390, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visit.Articles(mark).Locator(".title").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.Locator("#detail-text")).ToContainTextAsync(unbroken);
        Assert.Equal(390, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.True(await dialog.EvaluateAsync<bool>("dialog => dialog.scrollWidth <= dialog.clientWidth"));
    }

    private static string Mark() => "p" + Guid.NewGuid().ToString("N")[..8];
}
