using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FakeNews.Silo.Security;
using FakeNews.Tests.Support;

namespace FakeNews.Silo.Tests.Commands;

/// <summary>The command line's two ways to let a candidate go by itself.</summary>
public sealed class AutoPromoteTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--auto-promote", true)]
    [InlineData("--Promotion:Auto=false", false)]
    public async Task The_option_of_serve_lets_what_passed_the_gate_go_by_itself(string option, bool goes)
    {
        var key = ApiKey.Create();
        using var second = TinyModel.Write("0.0.2");
        await using var served = await StartAsync(key, option);
        await ImportAsync(served, key, second);
        using var http = new HttpClient { BaseAddress = served.Page };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        http.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "*");

        using var prepared = await http.PostAsJsonAsync(new Uri("/api/v1/models/prepare", UriKind.Relative), new { model = "0.0.2", promotion = "gated" }, Cancellation);
        Assert.True(prepared.IsSuccessStatusCode, await prepared.Content.ReadAsStringAsync(Cancellation));

        if (!goes)
        {
            Assert.False((await http.GetFromJsonAsync<JsonElement>("/api/v1/models", Cancellation)).TryGetProperty("promotion", out _));
            return;
        }

        await InShadowAsync(http);
        var status = await Cli.RunAsync("models", "status", "--url", served.Page.ToString());
        Assert.Contains("by itself   In the shadow since ", status.Output, StringComparison.Ordinal);
        Assert.Contains("next CANARY 5 %. It waits for 1000 more articles.", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_lets_one_model_go_by_itself()
    {
        var key = ApiKey.Create();
        using var second = TinyModel.Write("0.0.2");
        await using var served = await StartAsync(key);
        await ImportAsync(served, key, second);

        var prepared = await Cli.RunWithKeyAsync(key, "models", "prepare", "0.0.2", "--auto-promote", "--url", served.Page.ToString());

        Assert.True(prepared.ExitCode == 0, prepared.Error);
        using var http = new HttpClient { BaseAddress = served.Page };
        await InShadowAsync(http);
    }

    private static Task<Served> StartAsync(string key, params string[] settings) => Served.StartAsync(
        ["--Samples:Replay=false", "--Trial:Every=00:00:00.2", "--Security:Keys:0:Name=owner", $"--Security:Keys:0:Hash={ApiKey.Hash(key)}", "--Security:Keys:0:Roles:0=owner", .. settings]);

    private static async Task ImportAsync(Served served, string key, TinyModel model)
    {
        var imported = await Cli.RunWithKeyAsync(key, "models", "import", model.Folder, "--url", served.Page.ToString());
        Assert.True(imported.ExitCode == 0, imported.Error);
    }

    private static async Task InShadowAsync(HttpClient http)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        late.CancelAfter(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while ((await http.GetFromJsonAsync<JsonElement>("/api/v1/models", late.Token)).GetProperty("state").GetProperty("candidate").GetProperty("shadowPercent").GetDouble() < 100)
        {
            await timer.WaitForNextTickAsync(late.Token);
        }
    }
}
