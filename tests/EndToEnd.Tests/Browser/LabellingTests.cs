using System.Net.Http.Json;
using System.Text.Json;
using FakeNews.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FakeNews.EndToEnd.Tests.Browser;

[Collection(nameof(Desktop))]
public sealed class LabellingTests(DesktopFixture desktop)
{
    [Fact]
    public async Task A_reviewer_labels_an_article_by_keyboard_and_finds_the_label_again()
    {
        Chromium.Require();
        await using var visit = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page);
        var mark = Mark();
        await desktop.FakeNews.SendAsync(new { title = $"{mark} {TinyModel.Flagged}", text = "The text." });
        await Expect(visit.Articles(mark)).ToHaveCountAsync(1);

        await visit.Articles(mark).Locator(".title").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("Nobody has labelled it yet.")).ToBeVisibleAsync();
        var group = dialog.GetByRole(AriaRole.Group, new() { Name = "Your label" });
        await Expect(group.GetByRole(AriaRole.Radio)).ToHaveCountAsync(3);
        await group.GetByRole(AriaRole.Radio, new() { Name = "Fake" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(group.GetByRole(AriaRole.Radio, new() { Name = "Real" })).ToBeCheckedAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(dialog.GetByRole(AriaRole.Textbox, new() { Name = "Note" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("checked by telephone");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Save the label" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved as real.");
        await Expect(dialog.Locator("#review-words li")).ToContainTextAsync(["real by local"]);
        await Expect(dialog.Locator("#review-words")).ToContainTextAsync("checked by telephone");
        Assert.Empty(visit.Errors);

        await using var other = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page);
        await other.Articles(mark).Locator(".title").ClickAsync();
        await Expect(other.Page.Locator("#review-words li")).ToContainTextAsync(["real by local"]);
        await other.Page.GetByText("Unsure", new() { Exact = true }).ClickAsync();
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Save the label" }).ClickAsync();
        await Expect(other.Page.Locator("#review-words li")).ToContainTextAsync(["unsure by local"]);
    }

    [Fact]
    public async Task Mark_up_in_a_note_or_a_reviewers_name_is_shown_as_text_and_nothing_runs()
    {
        Chromium.Require();
        const string Hostile = "<img src=x onerror=\"window.hit='note'\"><script>window.hit='script'</script>\u202e";
        await using var visit = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page);
        var mark = Mark();
        await desktop.FakeNews.SendAsync(new { id = mark, title = $"{mark} {TinyModel.Flagged} <svg/onload=window.hit='title'>", text = Hostile });
        await Expect(visit.Articles(mark)).ToHaveCountAsync(1);
        // Anybody may write to the topic, under any name.
        await desktop.FakeNews.SendLabelAsync(mark, new { articleId = mark, label = "fake", reviewer = $"{Hostile} eve", at = "2026-01-01T00:00:00Z", note = Hostile });

        await visit.Articles(mark).Locator(".title").ClickAsync();
        await visit.Page.GetByText("Fake", new() { Exact = true }).ClickAsync();
        await visit.Page.Locator("#review-note").FillAsync(Hostile);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save the label" }).ClickAsync();
        await Expect(visit.Page.Locator("#review-words .word-note", new() { HasText = "<script>window.hit='script'</script>" })).ToHaveCountAsync(2);

        Assert.Null(await visit.Page.EvaluateAsync<string?>("window.hit ?? null"));
        Assert.Equal(0, await visit.Page.Locator("#detail img, #detail script, #detail svg").CountAsync());
        Assert.DoesNotContain("\u202e", await visit.Page.Locator("#review-words").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task Labelled_flags_are_in_the_table_of_the_models_page()
    {
        Chromium.Require();
        await using var visit = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page);
        var mark = Mark();
        await desktop.FakeNews.SendAsync(new { title = $"{mark} {TinyModel.Flagged}" });
        await Expect(visit.Articles(mark)).ToHaveCountAsync(1);
        using var http = new HttpClient { BaseAddress = desktop.FakeNews.Page };
        var before = await FakesAsync();
        await visit.Articles(mark).Locator(".title").ClickAsync();
        await visit.Page.GetByText("Fake", new() { Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save the label" }).ClickAsync();
        await Expect(visit.Page.Locator("#review-result")).ToHaveTextAsync("Saved as fake.");

        await visit.Page.GotoAsync(new Uri(desktop.FakeNews.Page, "/models.html").ToString());
        var row = visit.Page.Locator("#precision tr").First;
        await Expect(row).ToContainTextAsync("All");
        await Expect(row.Locator("td").Nth(1)).ToHaveTextAsync((before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Expect(visit.Page.Locator("#precision")).ToContainTextAsync("tiny 0.0.1");
        Assert.Empty(visit.Errors);

        async Task<int> FakesAsync() => (await http.GetFromJsonAsync<JsonElement>("/api/v1/labels/precision", TestContext.Current.CancellationToken)).GetProperty("total").GetProperty("fake").GetInt32();
    }

    private static string Mark() => "l" + Guid.NewGuid().ToString("N")[..8];
}
