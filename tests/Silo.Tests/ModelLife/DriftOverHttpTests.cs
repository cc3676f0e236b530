using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using FakeNews.Grains.Drift;
using FakeNews.Silo.Security;
using Microsoft.Extensions.DependencyInjection;

namespace FakeNews.Silo.Tests.ModelLife;

public sealed partial class DriftOverHttpTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_report_names_every_measure_and_a_poller_gets_only_what_is_new()
    {
        await using var desk = await ModelStand.StartAsync();
        var drift = desk.Stand.Services.GetRequiredService<IDriftGrain>();
        var (first, _) = await desk.WithTwoAsync();
        Assert.Empty((await GetAsync(desk, "")).Events);

        await drift.ObserveAsync(new(first, 1, [.. Enumerable.Range(0, 300).Select(i => RehearsedDrift.Sample(i % 2 == 0 ? Hostile : "The Herald"))]));
        await drift.ObserveAsync(new(first, 1, [.. Enumerable.Range(0, 150).Select(i => RehearsedDrift.Sample("The Herald", 0.99))]));

        var report = await GetAsync(desk, "");
        Assert.Equal((first, 450L, true), (report.Model, report.Articles, report.Drifting));
        Assert.Equal(DriftBins.Measures, report.Measures.Select(measure => measure.Measure));
        Assert.Contains(report.Measures.Single(measure => measure.Measure == DriftMeasure.Sources).Bins, bin => bin.Name == Hostile);
        Assert.Equal([DriftMeasure.FlagRate, DriftMeasure.Probability, DriftMeasure.Sources], report.Events.Select(line => line.Measure).Order());
        Assert.Equal([2L, 3L], (await GetAsync(desk, "?after=1")).Events.Select(line => line.Sequence));
        Assert.Empty((await GetAsync(desk, "?after=3")).Events);
    }

    [Fact]
    public async Task The_names_on_the_wire_are_words_and_mark_up_of_publishers_is_escaped()
    {
        await using var desk = await ModelStand.StartAsync();
        var (first, _) = await desk.WithTwoAsync();
        await desk.Stand.Services.GetRequiredService<IDriftGrain>().ObserveAsync(new(first, 1, [.. Enumerable.Range(0, 300).Select(i => RehearsedDrift.Sample(Hostile))]));
        using var answer = await desk.SendAsync(HttpMethod.Get, "/api/v1/models/drift", Role.Reviewer);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(
            ["flag-rate", "probability", "length", "unknown-pieces", "language", "sources"],
            JsonDocument.Parse(text).RootElement.GetProperty("measures").EnumerateArray().Select(measure => measure.GetProperty("measure").GetString()!));
        Assert.DoesNotContain("<img", text, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("?after=-1")]
    [InlineData("?after=soon")]
    public async Task A_bad_number_is_refused(string query)
    {
        await using var desk = await ModelStand.StartAsync();
        using var answer = await desk.SendAsync(HttpMethod.Get, $"/api/v1/models/drift{query}", Role.Owner);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_page_has_every_place_that_its_script_fills_and_the_script_writes_no_mark_up()
    {
        await using var desk = await ModelStand.StartAsync();
        var page = await desk.Stand.Http.GetStringAsync("/models.html", Cancellation);
        var script = await desk.Stand.Http.GetStringAsync("/drift.js", Cancellation);
        var places = Places().Matches(script).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.Equal(3, places.Count);
        Assert.All(places, place => Assert.Contains($"id=\"{place}\"", page, StringComparison.Ordinal));
        Assert.DoesNotContain("innerHTML", script, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("untrusted(bin.name)", script, StringComparison.Ordinal);
    }

    private static async Task<DriftReport> GetAsync(ModelStand desk, string query)
    {
        using var answer = await desk.SendAsync(HttpMethod.Get, $"/api/v1/models/drift{query}", Role.Reviewer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync(DriftJson.Default.DriftReport, Cancellation))!;
    }

    [GeneratedRegex(@"byId\('([\w-]+)'\)")]
    private static partial Regex Places();
}
