using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using FakeNews.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FakeNews.EndToEnd.Tests.Browser;

public sealed class PromotionOnPageTests
{
    [Fact]
    public async Task The_page_says_how_far_a_candidate_is_on_its_own_way_and_a_share_by_hand_ends_it()
    {
        Chromium.Require();
        var stop = TestContext.Current.CancellationToken;
        using var second = TinyModel.Write("0.0.2");
        await using var fakeNews = await FakeNewsProcess.StartAsync("--auto-promote", "--Trial:Every=00:00:00.2");
        using var http = new HttpClient { BaseAddress = fakeNews.Page };
        http.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "*");
        using var archive = new MemoryStream();
        await ZipFile.CreateFromDirectoryAsync(second.Folder, archive, stop);
        using var content = new ByteArrayContent(archive.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        (await http.PostAsync(new Uri("/api/v1/models/packages", UriKind.Relative), content, stop)).EnsureSuccessStatusCode();
        (await http.PostAsJsonAsync("/api/v1/models/prepare", new { model = "0.0.2", promotion = "gated" }, stop)).EnsureSuccessStatusCode();
        await using var chromium = await Chromium.LaunchAsync();
        await using var visit = await chromium.OpenAsync(new Uri(fakeNews.Page, "/models.html"));
        var way = visit.Page.Locator("#promotion");

        await Expect(way).ToContainTextAsync("By itself: In the shadow since ");
        await Expect(way).ToContainTextAsync("Next: canary 5 %, not before ");
        await Expect(way).ToContainTextAsync("0 of 1000 articles. It waits for 1000 more articles.");
        await Expect(visit.Page.Locator("#history tr").First).ToContainTextAsync("system:promotion");

        await visit.Page.Locator("#percent").FillAsync("100");
        await visit.Page.Locator("button[value=shadow]").ClickAsync();
        await Expect(way).ToHaveTextAsync("A person decides.");
        Assert.Empty(visit.Errors);
    }
}
