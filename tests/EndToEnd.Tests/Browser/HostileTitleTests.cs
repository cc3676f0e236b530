using System.Text.RegularExpressions;
using FakeNews.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FakeNews.EndToEnd.Tests.Browser;

[Collection(nameof(Desktop))]
public sealed class HostileTitleTests(DesktopFixture desktop)
{
    private static readonly string[] _hostile =
    [
        "<img src=x onerror=\"window.hit='img'\">",
        "<script>window.hit='script'</script>",
        "<svg/onload=window.hit='svg'>",
        "\"><iframe srcdoc=\"<script>parent.hit='frame'</script>\">",
        "{{constructor.constructor(\"window.hit='template'\")()}}",
        "</title><base href=//example.org>",
        "&lt;b&gt; entities &amp; more",
    ];

    [Fact]
    public async Task Mark_up_in_any_field_is_shown_as_text_and_nothing_runs()
    {
        Chromium.Require();
        await using var visit = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page);
        var mark = "h" + Guid.NewGuid().ToString("N")[..8];
        for (var number = 0; number < _hostile.Length; number++)
        {
            await desktop.FakeNews.SendAsync(new
            {
                id = $"{mark}-{_hostile[number]}",
                title = $"{mark} {number} {TinyModel.Flagged} {_hostile[number]}",
                text = _hostile[number],
                source = $"{mark} {_hostile[number]}",
                url = "javascript:window.hit='url'",
            });
        }

        await Expect(visit.Articles(mark)).ToHaveCountAsync(_hostile.Length);
        for (var number = 0; number < _hostile.Length; number++)
        {
            var row = visit.Articles($"{mark} {number} ");
            await Expect(row.Locator(".title")).ToHaveTextAsync($"{mark} {number} {TinyModel.Flagged} {_hostile[number]}");
            await row.Locator(".title").ClickAsync();
            var dialog = visit.Page.GetByRole(AriaRole.Dialog);
            await Expect(dialog.Locator("#detail-title")).ToHaveTextAsync($"{mark} {number} {TinyModel.Flagged} {_hostile[number]}");
            await Expect(dialog.Locator("#detail-text")).ToHaveTextAsync(_hostile[number]);
            await Expect(dialog.Locator("a")).ToHaveCountAsync(0);
            await visit.Page.Keyboard.PressAsync("Escape");
        }

        // The source also goes to the filter and the panel of sources.
        await visit.Page.Locator("#source").SelectOptionAsync($"{mark} {_hostile[0]}");
        await Expect(visit.Page.Locator("#articles > li:visible")).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator("#sources")).ToContainTextAsync(mark);
        Assert.Null(await visit.Page.EvaluateAsync<string?>("window.hit ?? null"));
        Assert.Equal(0, await visit.Page.Locator("#articles img, #articles script, #articles svg, #detail img, #detail script, iframe, base").CountAsync());
        Assert.DoesNotContain(visit.Errors, static error => error.Contains("dialog", StringComparison.Ordinal) || error.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Direction_marks_and_control_characters_reach_nothing_beside_the_title()
    {
        Chromium.Require();
        await using var visit = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page);
        var mark = "d" + Guid.NewGuid().ToString("N")[..8];
        await desktop.FakeNews.SendAsync(new { title = $"{mark} {TinyModel.Flagged} \u202egnp.exe \u2066\u0007\u001b[31m", source = "\u202ecruos" });

        var row = visit.Articles(mark);
        await Expect(row).ToHaveCountAsync(1);

        Assert.Equal("BDI", await row.Locator(".title > *").First.EvaluateAsync<string>("node => node.tagName"));
        Assert.DoesNotMatch(new Regex("[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]"), await row.InnerTextAsync());
    }

    [Fact]
    public async Task Only_ordinary_web_addresses_can_be_followed()
    {
        Chromium.Require();
        await using var visit = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page);
        var mark = "u" + Guid.NewGuid().ToString("N")[..8];
        await desktop.FakeNews.SendAsync(new { title = $"{mark} good {TinyModel.Flagged}", url = "https://example.org/a?b=\"><img src=x>" });
        await desktop.FakeNews.SendAsync(new { title = $"{mark} data {TinyModel.Flagged}", url = "data:text/html,<script>alert(1)</script>" });
        await Expect(visit.Articles(mark)).ToHaveCountAsync(2);

        await visit.Articles($"{mark} data").Locator(".title").ClickAsync();
        await Expect(visit.Page.Locator("#detail-title")).ToContainTextAsync("data");
        await Expect(visit.Page.Locator("#detail a")).ToHaveCountAsync(0);
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Articles($"{mark} good").Locator(".title").ClickAsync();
        var link = visit.Page.Locator("#detail a");

        Assert.StartsWith("https://example.org/", await link.GetAttributeAsync("href"), StringComparison.Ordinal);
        Assert.Equal("noopener noreferrer", await link.GetAttributeAsync("rel"));
    }
}
