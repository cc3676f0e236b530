using System.Net;
using FakeNews.Silo.Commands;
using FakeNews.Silo.Models;
using FakeNews.Silo.Security;
using FakeNews.Silo.Tests.ModelLife;
using FakeNews.Silo.Tests.Support;

namespace FakeNews.Silo.Tests.Security;

public sealed class KeysTests
{
    private const string Rollback = "/api/v1/models/rollback";

    [Fact]
    public void A_key_is_shown_once_and_only_its_hash_is_for_the_configuration()
    {
        using var output = new StringWriter();

        Assert.Equal(0, KeysCommand.New("ada", [Role.Operator], output));

        var lines = output.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.Matches("^fnk_[A-Za-z0-9_-]{43}$", lines[0]);
        Assert.Single(lines, line => line.Contains(lines[0], StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith($"Hash={ApiKey.Hash(lines[0])}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_short_key_a_strange_role_and_a_strange_name_are_refused()
    {
        using var input = new StringReader("hunter2");
        Assert.Throws<UsageException>(() => KeysCommand.HashOf(input, TextWriter.Null));
        Assert.Throws<UsageException>(() => KeysCommand.New("ada", ["king"], TextWriter.Null));
        Assert.Throws<UsageException>(() => KeysCommand.New("a\nb", [Role.Owner], TextWriter.Null));
        Assert.Throws<UsageException>(() => KeysCommand.New("system:limits", [Role.Owner], TextWriter.Null));
    }

    [Fact]
    public void Two_keys_of_one_name_or_hash_are_refused()
    {
        var options = new SecurityOptions { Keys = { Entry("ada"), Entry("ada") } };

        Assert.True(new SecurityOptionsCheck().Validate(null, options).Failed);
        Assert.True(new SecurityOptionsCheck().Validate(null, new SecurityOptions { Keys = { Entry("ada") } }).Succeeded);
    }

    [Theory]
    [InlineData("Authorization", "Bearer wrong")]
    [InlineData("Authorization", "Basic !!!")]
    [InlineData("X-Api-Key", "wrong")]
    public async Task A_wrong_key_opens_nothing(string header, string value)
    {
        await using var desk = await ModelStand.StartAsync();

        using var answer = await desk.SendAsync(HttpMethod.Post, Rollback, null, headers: (header, value));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await Problem.AssertAsync(answer, "key-needed");
    }

    [Fact]
    public async Task An_expired_key_opens_nothing()
    {
        await using var desk = await ModelStand.StartAsync(more: ("Security:Keys:3:Expires", "2000-01-01T00:00:00Z"));

        using var owner = await desk.SendAsync(HttpMethod.Post, Rollback, Role.Owner);
        using var operated = await desk.SendAsync(HttpMethod.Post, Rollback, Role.Operator);

        Assert.Equal(HttpStatusCode.Unauthorized, owner.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, operated.StatusCode);
    }

    [Fact]
    public async Task A_key_is_taken_as_the_password_of_Basic_too()
    {
        await using var desk = await ModelStand.StartAsync();
        var basic = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("anybody:" + desk.Keys[Role.Operator]));

        using var answer = await desk.SendAsync(HttpMethod.Post, Rollback, null, headers: ("Authorization", $"Basic {basic}"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Theory]
    [InlineData("Development", false, true)]
    [InlineData("Production", false, false)]
    [InlineData("Development", true, false)]
    public async Task Only_Development_without_keys_is_open_to_this_machine(string environment, bool withKeys, bool open)
    {
        await using var desk = await ModelStand.StartAsync(environment, withKeys);

        using var answer = await desk.SendAsync(HttpMethod.Post, Rollback, null);

        Assert.Equal(open ? HttpStatusCode.Conflict : HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Host", "evil.example")]
    public async Task Development_is_not_open_through_a_proxy_nor_under_another_name(string header, string value)
    {
        await using var desk = await ModelStand.StartAsync("Development", withKeys: false);

        using var answer = await desk.SendAsync(HttpMethod.Post, Rollback, null, headers: (header, value));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    public async Task Another_site_s_page_changes_nothing(string header, string value)
    {
        await using var desk = await ModelStand.StartAsync("Development", withKeys: false);

        using var answer = await desk.SendAsync(HttpMethod.Post, Rollback, null, headers: (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        await Problem.AssertAsync(answer, "cross-site");
    }

    [Fact]
    public async Task The_history_names_the_key_and_no_answer_holds_one()
    {
        await using var desk = await ModelStand.StartAsync();
        await desk.WithTwoAsync();

        using var answer = await desk.CommandAsync("prepare", new ModelCommandBody("2.0.0"), Role.Operator);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("the-operator", body, StringComparison.Ordinal);
        Assert.DoesNotContain(desk.Keys[Role.Operator], body, StringComparison.Ordinal);
    }

    private static KeyOptions Entry(string name) => new() { Name = name, Hash = ApiKey.Hash(ApiKey.Create()), Roles = { Role.Owner } };
}
