using FakeNews.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace FakeNews.EndToEnd.Tests.Browser;

[Collection(nameof(Desktop))]
public sealed class DroppedConnectionTests(DesktopFixture desktop)
{
    [Fact]
    public async Task After_dropped_connections_each_flagged_article_is_there_once()
    {
        Chromium.Require();
        await using var proxy = new CuttingProxy(desktop.FakeNews.Page);
        await using var visit = await desktop.Chromium.OpenAsync(proxy.Address);
        var mark = "r" + Guid.NewGuid().ToString("N")[..8];
        var sent = 0;
        for (var round = 0; round < 3; round++)
        {
            await SendAsync(5);
            await Expect(visit.Articles(mark)).ToHaveCountAsync(sent);
            proxy.Cut();
            await Expect(visit.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "reconnecting");
            await SendAsync(7);
            proxy.Mend();
            await Expect(visit.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "live");
            await Expect(visit.Articles(mark)).ToHaveCountAsync(sent);
        }

        // Something sent after all that shows that nothing more was on its way.
        await SendAsync(1);
        await Expect(visit.Articles($"{mark} {sent - 1} ")).ToHaveCountAsync(1);
        var titles = await visit.Articles(mark).Locator(".title").AllInnerTextsAsync();
        Assert.Equal(Enumerable.Range(0, sent).Select(number => $"{mark} {number} {TinyModel.Flagged}").Order(), titles.Order());
        Assert.True(proxy.Connections > 3, "The page had to connect again.");

        async Task SendAsync(int count)
        {
            for (var number = 0; number < count; number++)
            {
                await desktop.FakeNews.SendAsync(new { title = $"{mark} {sent++} {TinyModel.Flagged}" });
            }
        }
    }

    [Fact]
    public async Task What_came_before_the_page_was_opened_is_there_once_too()
    {
        Chromium.Require();
        var mark = "b" + Guid.NewGuid().ToString("N")[..8];
        await using (var first = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page))
        {
            for (var number = 0; number < 4; number++)
            {
                await desktop.FakeNews.SendAsync(new { title = $"{mark} {TinyModel.Flagged}" });
            }

            await Expect(first.Articles(mark)).ToHaveCountAsync(4);
        }

        await using var second = await desktop.Chromium.OpenAsync(desktop.FakeNews.Page);
        await desktop.FakeNews.SendAsync(new { title = $"{mark} {TinyModel.Flagged}" });

        await Expect(second.Articles(mark)).ToHaveCountAsync(5);
    }
}
