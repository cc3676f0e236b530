using System.Net;
using FakeNews.Tests.Support;

namespace FakeNews.Silo.Tests.Commands;

public sealed class ServeTests
{
    [Fact]
    public async Task Articles_of_a_file_go_through_the_broker_to_the_terminal_and_nothing_in_them_steers_it()
    {
        await using var served = await Served.StartAsync("--Samples:Replay=false");
        var file = Path.Combine(Directory.CreateTempSubdirectory("fakenews-replay-").FullName, "articles.jsonl");
        await File.WriteAllTextAsync(
            file,
            $$"""
            {"title":"{{TinyModel.Flagged}} \u001b]0;owned\u0007\u202e one","source":"a\u001b[2J"}
            {"title":"calm"}
            broken
            {"title":"{{TinyModel.Flagged}} two"}
            """,
            TestContext.Current.CancellationToken);

        var replay = await Cli.RunAsync("replay", file, $"--Kafka:BootstrapServers={served.Broker}");
        Assert.StartsWith("4 articles sent, 0 failed", replay.Output, StringComparison.Ordinal);
        Assert.Equal(0, replay.ExitCode);
        var overHttp = await Cli.RunAsync("tail", "--url", served.Page.ToString(), "--all", "-n", "2");
        var overKafka = await Cli.RunAsync("tail", "--all", "--count", "2", "--json", $"--Kafka:BootstrapServers={served.Broker}");

        Assert.Equal((0, 0), (overHttp.ExitCode, overKafka.ExitCode));
        Assert.Equal(2, overHttp.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($"{TinyModel.Flagged} \uFFFD]0;owned\uFFFD\uFFFD one (a\uFFFD[2J", overHttp.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', overHttp.Output);
        Assert.Equal(2, overKafka.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(static line => line.StartsWith("{\"position\":", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_greeting_says_where_things_are_and_the_log_is_quiet()
    {
        await using var served = await Served.StartAsync("--Samples:Replay=false");

        Assert.Contains($"curl -s {served.Page}api/v1/classify", served.Greeting, StringComparison.Ordinal);
        Assert.Contains($"kcat -P -b {served.Broker} -t news.articles", served.Greeting, StringComparison.Ordinal);
        Assert.Contains("for trying out", served.Greeting, StringComparison.Ordinal);
        Assert.Contains("at least once", served.Greeting, StringComparison.Ordinal);
        Assert.DoesNotContain("dashboard", served.Greeting, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("warn:", served.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", served.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_processes_on_one_machine_do_not_meet_and_each_ends_in_order_on_an_interrupt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGINT to send on Windows.");
        await using var one = await Served.StartAsync("--Samples:Replay=false");
        await using var other = await Served.StartAsync("--Samples:Replay=false");
        using var http = new HttpClient();
        using var feed = await http.GetAsync(new Uri(one.Page, "/api/v1/feed"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, feed.StatusCode);

        Assert.Equal(0, await one.InterruptAsync());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(other.Page, "/health/ready"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(0, await other.InterruptAsync());
    }

    [Fact]
    public async Task A_page_elsewhere_can_not_reach_in_by_a_name_of_its_own()
    {
        await using var served = await Served.StartAsync("--Samples:Replay=false");
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, served.Page);
        request.Headers.Host = "evil.example";

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var dashboard = await http.GetAsync(new Uri(served.Page, "/dashboard/"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, dashboard.StatusCode);
        Assert.Contains("fakenews_", await http.GetStringAsync(new Uri(served.Page, "/metrics"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
