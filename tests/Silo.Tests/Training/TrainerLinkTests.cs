using System.Net;
using System.Text;
using System.Text.Json;
using FakeNews.Silo.Security;
using FakeNews.Silo.Tests.ModelLife;
using FakeNews.Silo.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FakeNews.Silo.Tests.Training;

public sealed class TrainerLinkTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_trainer_the_page_is_told_so()
    {
        await using var desk = await ModelStand.StartAsync();
        using var nothing = await desk.SendAsync(HttpMethod.Get, "/api/v1/trainer", null);
        using var answer = await desk.SendAsync(HttpMethod.Post, "/api/v1/trainer/retrain", Role.Operator);

        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await Problem.AssertAsync(answer, "no-trainer");
    }

    [Fact]
    public async Task The_state_is_passed_on_and_a_retraining_is_asked_for_with_the_trainers_key_and_the_askers_name()
    {
        string? heard = null, key = null;
        await using var trainer = await StartAsync(
            static () => Results.Text("""{"trainer":"t","articles":3}""", "application/json"),
            async context =>
            {
                key = context.Request.Headers.Authorization;
                using var reader = new StreamReader(context.Request.Body);
                heard = await reader.ReadToEndAsync(Stop);
                return Results.Text("""{"trigger":"abc"}""", "application/json");
            });
        await using var desk = await ModelStand.StartAsync(more: [("Trainer:Address", trainer.Urls.First()), ("Trainer:Key", "the-trainers-key")]);

        using var status = JsonDocument.Parse(await desk.Stand.Http.GetStringAsync("/api/v1/trainer", Stop));
        using var answer = await desk.SendAsync(HttpMethod.Post, "/api/v1/trainer/retrain", Role.Operator, Encoding.UTF8.GetBytes("""{"reason":"new kind","id":"7"}"""));

        Assert.Equal(3, status.RootElement.GetProperty("articles").GetInt32());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"trigger":"abc"}""", await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal("""{"reason":"the-operator: new kind","id":"7"}""", heard);
        Assert.Equal("Bearer the-trainers-key", key);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("no json")]
    public async Task What_is_no_request_is_not_passed_on(string body)
    {
        await using var trainer = await StartAsync(static () => Results.Ok(), static _ => throw new InvalidOperationException());
        await using var desk = await ModelStand.StartAsync(more: ("Trainer:Address", trainer.Urls.First()));
        using var answer = await desk.SendAsync(HttpMethod.Post, "/api/v1/trainer/retrain", Role.Operator, Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await Problem.AssertAsync(answer, "bad-request");
    }

    [Fact]
    public async Task A_trainer_that_is_away_or_something_else_is_told_as_such()
    {
        var trainer = await StartAsync(static () => Results.Text("<script>hello</script>", "text/html"), static _ => Task.FromResult(Results.Ok()));
        await using var desk = await ModelStand.StartAsync(more: ("Trainer:Address", trainer.Urls.First()));
        using (var strange = await desk.SendAsync(HttpMethod.Get, "/api/v1/trainer", null))
        {
            Assert.Equal(HttpStatusCode.BadGateway, strange.StatusCode);
            await Problem.AssertAsync(strange, "trainer-refuses");
        }

        await trainer.DisposeAsync();
        using var away = await desk.SendAsync(HttpMethod.Get, "/api/v1/trainer", null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        await Problem.AssertAsync(away, "trainer-unreachable");
    }

    [Fact]
    public async Task A_package_is_sent_whole_to_an_operator()
    {
        await using var desk = await ModelStand.StartAsync();
        var model = await desk.ImportAsync("1.0.0");
        using var answer = await desk.SendAsync(HttpMethod.Get, $"/api/v1/models/packages/{model.Sha256}/archive", Role.Operator);
        var path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("fakenews-archive-").FullName, "package.zip");
        await File.WriteAllBytesAsync(path, await answer.Content.ReadAsByteArrayAsync(Stop), Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(model, FakeNews.Grains.Models.ModelPackage.Open(path).Identity);
        Directory.Delete(System.IO.Path.GetDirectoryName(path)!, recursive: true);
    }

    private static async Task<WebApplication> StartAsync(Func<IResult> status, Func<HttpContext, Task<IResult>> retrain)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/api/v1/trainer", status);
        app.MapPost("/api/v1/trainer/retrain", retrain);
        await app.StartAsync(Stop);
        return app;
    }
}
