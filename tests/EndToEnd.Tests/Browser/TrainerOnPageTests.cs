using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FakeNews.EndToEnd.Tests.Browser;

public sealed class TrainerOnPageTests
{
    private const string Champion = """{"name":"demo","version":"1.0.0","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""";

    [Fact]
    public async Task Progress_loss_curve_and_the_gates_words_are_shown_and_a_retraining_is_asked_for()
    {
        Chromium.Require();
        using var trainer = new FakeTrainer
        {
            Status = """
            {"trainer":"t-1","articles":250,"texts":240,"usable":210,"nextAt":400,
             "running":{"trigger":"0011223344556677","why":"<img src=x onerror=\"window.hit='why'\">","champion":CHAMPION,"since":"2026-01-01T00:00:00Z",
               "progress":{"stage":"training","step":20,"total":40,"epoch":1,"loss":0.5,"secondsLeft":90,"curve":[{"step":1,"loss":1.0},{"step":10,"loss":0.7},{"step":20,"loss":0.5}],"validation":[]}},
             "last":{"trigger":"8899aabbccddeeff","result":"rejected","words":"It is not proposed: <script>window.hit='words'</script>","at":"2026-01-01T00:00:00Z",
               "gate":{"findings":[{"rule":"agreement","passed":false,"words":"The labels contradict each other."},{"rule":"speed","passed":true,"words":"It is fast."}]}}}
            """.Replace("CHAMPION", Champion, StringComparison.Ordinal),
        };
        await using var fakeNews = await FakeNewsProcess.StartAsync($"--Trainer:Address={trainer.Address}");
        await using var chromium = await Chromium.LaunchAsync();
        await using var visit = await chromium.OpenAsync(new Uri(fakeNews.Page, "/models.html"));
        var page = visit.Page;

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Trainer", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator("#trainer-state")).ToContainTextAsync("250 articles labelled, 210 of them can be learned. It retrains at 400.");
        await Expect(page.Locator("#trainer-progress")).ToContainTextAsync("training, step 20 of 40, epoch 1, loss 0.5000, 2 min left.");
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Progress of the training" })).ToHaveAttributeAsync("value", "0.5");
        await Expect(page.Locator("#trainer-line")).ToHaveAttributeAsync("points", "15.0,0.0 150.0,36.0 300.0,60.0");
        await Expect(page.Locator("#gate tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("#gate tr").First).ToContainTextAsync("agreementfailedThe labels contradict each other.");
        await Expect(page.Locator("#trainer-outcome")).ToContainTextAsync("<script>window.hit='words'</script>");

        await page.Locator("#reason").FillAsync("a new kind");
        await page.GetByRole(AriaRole.Button, new() { Name = "Retrain now" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#retrain-result")).ToHaveTextAsync("Asked for; trigger 0123456789abcdef.");
        Assert.Contains("local: a new kind", Assert.Single(trainer.Asked), StringComparison.Ordinal);

        trainer.Dispose();
        await Expect(page.Locator("#trainer-state")).ToHaveTextAsync("The trainer does not answer.");
        Assert.Null(await page.EvaluateAsync<string?>("window.hit ?? null"));
        Assert.DoesNotContain(visit.Errors, static error => !error.Contains("503", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_silo_without_a_trainer_shows_none()
    {
        Chromium.Require();
        await using var fakeNews = await FakeNewsProcess.StartAsync();
        await using var chromium = await Chromium.LaunchAsync();
        await using var visit = await chromium.OpenAsync(new Uri(fakeNews.Page, "/models.html"));

        await Expect(visit.Page.Locator("#generation")).ToContainTextAsync("generation");
        await Expect(visit.Page.Locator("#trainer-section")).ToBeHiddenAsync();
    }
}
