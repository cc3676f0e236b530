using System.IO.Compression;
using System.Net;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Packages.Buckets;
using FakeNews.Grains.Promotion;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Tests.Models;
using FakeNews.Silo.Models;
using FakeNews.Silo.Security;
using FakeNews.Silo.Tests.Support;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Tests.ModelLife;

public sealed class ModelsOverHttpTests
{
    private static readonly ModelIdentity Serving = new("test", "0.9.0", new string('9', 64));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_comes_in_is_prepared_tried_promoted_and_rolled_back()
    {
        await using var desk = await ModelStand.StartAsync();
        var (first, _) = await desk.WithTwoAsync();
        using var package = TestPackage.Write(version: "3.0.0");

        using var imported = await desk.SendAsync(HttpMethod.Post, "/api/v1/models/packages?reason=retrained", Role.Owner, Zip(package.Folder));
        Assert.Equal(HttpStatusCode.Created, imported.StatusCode);
        foreach (var (verb, body, role) in new (string, ModelCommandBody, string)[]
        {
            ("prepare", new("test@3.0.0", Reason: "looks good"), Role.Operator),
            ("shadow", new(Percent: 100), Role.Operator),
            ("canary", new(Percent: 5), Role.Operator),
            ("promote", new(Reason: "flips were right"), Role.Owner),
        })
        {
            using var answer = await desk.CommandAsync(verb, body, role);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
            Assert.Equal($"\"{desk.Registry.State.Generation}\"", answer.Headers.ETag!.Tag);
        }

        Assert.Equal("3.0.0", desk.Registry.State.Active!.Version);
        using var back = await desk.CommandAsync("rollback", new(Reason: "flags too much"), Role.Operator);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Equal(first, desk.Registry.State.Active);

        using var history = JsonDocument.Parse(await desk.Stand.Http.GetStringAsync(new Uri("/api/v1/models/history", UriKind.Relative), Cancellation));
        var lines = history.RootElement.EnumerateArray().Select(line => (
            line.GetProperty("command").GetProperty("verb").GetString(), line.GetProperty("actor").GetString(), line.TryGetProperty("reason", out var reason) ? reason.GetString() : null)).ToArray();
        Assert.Equal(("rollback", "the-operator", "flags too much"), lines[0]);
        Assert.Equal(("promote", "the-owner", "flips were right"), lines[1]);
        Assert.Contains(("import", "the-owner", "retrained"), lines);
    }

    [Fact]
    public async Task A_store_that_is_away_is_503_with_a_sentence_and_the_active_model_stays()
    {
        var folder = Directory.CreateTempSubdirectory("fakenews-away-").FullName;
        try
        {
            // Nobody listens there.
            var options = new PackageStoreOptions { Folder = folder, S3 = { Bucket = "models", Endpoint = "http://127.0.0.1:1", Cache = Path.Combine(folder, "fetched"), Retries = 0 } };
            (options.S3.AccessKeyFile, options.S3.SecretKeyFile) = (Path.Combine(folder, "access"), Path.Combine(folder, "secret"));
            await File.WriteAllTextAsync(options.S3.AccessKeyFile, "someone", Cancellation);
            await File.WriteAllTextAsync(options.S3.SecretKeyFile, "hidden-from-all", Cancellation);
            using var away = new S3PackageStore(Options.Create(options), TimeProvider.System);
            await using var desk = await ModelStand.StartAsync(store: away);
            using var package = TestPackage.Write();
            await desk.Registry.ExecuteAsync(new(new(RegistryVerb.Adopt, Serving), "system:start"));

            foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
            {
                (HttpMethod.Get, "packages", null),
                (HttpMethod.Get, "packages/1.0.0", null),
                (HttpMethod.Get, "packages/1.0.0/archive", null),
                (HttpMethod.Post, "packages", Zip(package.Folder)),
                (HttpMethod.Post, "prepare", new ModelCommandBody("1.0.0")),
            })
            {
                using var answer = await desk.SendAsync(method, $"/api/v1/models/{path}", Role.Owner, body);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                var problem = await Problem.AssertAsync(answer, "store-away");
                Assert.DoesNotContain("hidden", problem.GetRawText(), StringComparison.Ordinal);
            }

            Assert.Equal(Serving, desk.Registry.State.Active);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_command_needs_the_generation_that_was_seen()
    {
        await using var desk = await ModelStand.StartAsync();
        await desk.WithTwoAsync();
        var seen = desk.Registry.State.Generation;

        using var without = await desk.CommandAsync("prepare", new("2.0.0"), ifMatch: null);
        using var stale = await desk.CommandAsync("prepare", new("2.0.0"), ifMatch: $"\"{seen - 1}\"");
        using var right = await desk.CommandAsync("prepare", new("2.0.0"), ifMatch: $"\"{seen}\"");

        Assert.Equal(428, (int)without.StatusCode);
        await Problem.AssertAsync(without, "generation-needed");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(seen, (await Problem.AssertAsync(stale, "stale-generation")).GetProperty("generation").GetInt64());
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task A_command_that_makes_no_sense_is_refused_with_the_reason()
    {
        await using var desk = await ModelStand.StartAsync();
        await desk.WithTwoAsync();
        foreach (var (verb, body, status, reason) in new (string, ModelCommandBody, int, string)[]
        {
            ("promote", new(), 409, "no-candidate"),
            ("rollback", new(), 409, "no-previous"),
            ("prepare", new(), 400, "no-model"),
            ("prepare", new("1.0.0"), 409, "already-active"),
            ("prepare", new("9.9.9"), 422, "bad-package"),
            ("canary", new(Percent: 101), 400, "bad-percent"),
            ("prepare", new("2.0.0", Reason: new string('x', 501)), 400, "long-reason"),
        })
        {
            using var answer = await desk.CommandAsync(verb, body);
            Assert.Equal(status, (int)answer.StatusCode);
            await Problem.AssertAsync(answer, reason);
        }
    }

    [Fact]
    public async Task Who_prepares_a_model_that_may_become_active_by_itself_is_an_owner_or_a_trainer_whose_gate_let_it_through()
    {
        await using var desk = await ModelStand.StartAsync();
        await desk.WithTwoAsync();

        using var byOperator = await desk.CommandAsync("prepare", new("2.0.0", Promotion: PromotionWish.Gated), Role.Operator);
        using var byTrainer = await desk.CommandAsync("prepare", new("2.0.0", Promotion: PromotionWish.Automatic), Role.Trainer);
        using var elsewhere = await desk.CommandAsync("shadow", new(Percent: 5, Promotion: PromotionWish.Automatic));
        using var unknown = await desk.SendAsync(HttpMethod.Post, "/api/v1/models/prepare", Role.Owner, """{"model":"2.0.0","promotion":"at once"}"""u8.ToArray());
        Assert.Null(desk.Registry.State.Candidate);
        using var gated = await desk.SendAsync(HttpMethod.Post, "/api/v1/models/prepare", Role.Trainer, """{"model":"2.0.0","promotion":"gated"}"""u8.ToArray());

        Assert.Equal(HttpStatusCode.Forbidden, byOperator.StatusCode);
        await Problem.AssertAsync(byOperator, "role-needed");
        Assert.Equal(HttpStatusCode.Forbidden, byTrainer.StatusCode);
        await Problem.AssertAsync(byTrainer, "role-needed");
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        await Problem.AssertAsync(elsewhere, "bad-promotion");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        await Problem.AssertAsync(unknown, "bad-json");
        Assert.Equal(HttpStatusCode.OK, gated.StatusCode);
        Assert.Equal(PromotionWish.Gated, desk.Registry.State.Candidate!.Promotion!.Wish);
        using var history = JsonDocument.Parse(await desk.Stand.Http.GetStringAsync(new Uri("/api/v1/models/history", UriKind.Relative), Cancellation));
        Assert.Equal("gated", history.RootElement.EnumerateArray().Single(static line => line.GetProperty("command").GetProperty("verb").GetString() == "prepare").GetProperty("command").GetProperty("promotion").GetString());
    }

    [Fact]
    public async Task A_failed_preparation_names_the_device_and_the_active_model_stays()
    {
        await using var desk = await ModelStand.StartAsync();
        var (first, _) = await desk.WithTwoAsync();
        desk.Registry.Fault = "out of memory";
        using var prepared = await desk.CommandAsync("prepare", new("2.0.0"));

        using var activated = await desk.CommandAsync("activate", new("2.0.0"));

        Assert.Equal(HttpStatusCode.Conflict, activated.StatusCode);
        Assert.Contains("test-silo/cpu0: out of memory", (await Problem.AssertAsync(activated, "not-prepared")).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(first, desk.Registry.State.Active);
    }

    [Fact]
    public async Task A_broken_package_is_refused_and_no_file_of_it_stays()
    {
        await using var desk = await ModelStand.StartAsync();
        using var package = TestPackage.Write();
        await File.AppendAllTextAsync(Path.Combine(package.Folder, "model.onnx"), "!", Cancellation);
        var before = Directory.GetFiles(Path.GetTempPath(), "fakenews-upload-*").Length;

        using var tampered = await desk.SendAsync(HttpMethod.Post, "/api/v1/models/packages", Role.Owner, Zip(package.Folder));
        using var nonsense = await desk.SendAsync(HttpMethod.Post, "/api/v1/models/packages", Role.Owner, new byte[] { 1, 2, 3 });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, tampered.StatusCode);
        var detail = (await Problem.AssertAsync(tampered, "bad-package")).GetProperty("detail").GetString()!;
        Assert.Contains("model.onnx", detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), detail, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nonsense.StatusCode);
        Assert.Empty(await desk.Store.ListAsync(Cancellation));
        Assert.Equal(before, Directory.GetFiles(Path.GetTempPath(), "fakenews-upload-*").Length);
    }

    [Fact]
    public async Task A_store_that_can_not_be_written_is_507_and_its_place_stays_unsaid()
    {
        await using var desk = await ModelStand.StartAsync();
        using var package = TestPackage.Write();
        var archive = Zip(package.Folder);
        // A file where the store's folder was: not even root writes below it.
        Directory.Delete(desk.Folder, recursive: true);
        await File.WriteAllTextAsync(desk.Folder, "", Cancellation);

        using var refused = await desk.SendAsync(HttpMethod.Post, "/api/v1/models/packages", Role.Owner, archive);
        File.Delete(desk.Folder);
        Directory.CreateDirectory(desk.Folder);
        using var accepted = await desk.SendAsync(HttpMethod.Post, "/api/v1/models/packages", Role.Owner, archive);

        Assert.Equal(HttpStatusCode.InsufficientStorage, refused.StatusCode);
        var detail = (await Problem.AssertAsync(refused, "not-stored")).GetProperty("detail").GetString()!;
        Assert.DoesNotContain(Path.GetTempPath(), detail, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
    }

    [Fact]
    public async Task A_registry_that_can_not_be_written_is_507()
    {
        await using var desk = await ModelStand.StartAsync();
        await desk.WithTwoAsync();
        desk.Registry.IsFull = true;

        using var prepared = await desk.CommandAsync("prepare", new("2.0.0"));

        Assert.Equal(HttpStatusCode.InsufficientStorage, prepared.StatusCode);
        await Problem.AssertAsync(prepared, "not-stored");
    }

    [Fact]
    public async Task A_vocabulary_that_is_none_is_refused_without_the_place_of_its_copy()
    {
        await using var desk = await ModelStand.StartAsync();
        using var package = TestPackage.Write(change: manifest => manifest with { Files = manifest.Files.SetItem("vocab.txt", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("a\na\n"u8))) });
        await File.WriteAllTextAsync(Path.Combine(package.Folder, "vocab.txt"), "a\na\n", Cancellation);

        using var refused = await desk.SendAsync(HttpMethod.Post, "/api/v1/models/packages", Role.Owner, Zip(package.Folder));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var detail = (await Problem.AssertAsync(refused, "bad-package")).GetProperty("detail").GetString()!;
        Assert.Contains("vocab.txt", detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_and_their_differences_are_shown()
    {
        await using var desk = await ModelStand.StartAsync();
        await desk.WithTwoAsync();

        using var list = JsonDocument.Parse(await desk.Stand.Http.GetStringAsync(new Uri("/api/v1/models/packages", UriKind.Relative), Cancellation));
        using var one = JsonDocument.Parse(await desk.Stand.Http.GetStringAsync(new Uri("/api/v1/models/packages/2.0.0", UriKind.Relative), Cancellation));
        using var diff = JsonDocument.Parse(await desk.Stand.Http.GetStringAsync(new Uri("/api/v1/models/packages/1.0.0/diff/2.0.0", UriKind.Relative), Cancellation));
        using var none = await desk.Stand.Http.GetAsync(new Uri("/api/v1/models/packages/9.9.9", UriKind.Relative), Cancellation);

        Assert.Equal(2, list.RootElement.GetArrayLength());
        Assert.Equal("2.0.0", one.RootElement.GetProperty("manifest").GetProperty("version").GetString());
        Assert.Equal(["files.model.onnx", "version"], diff.RootElement.EnumerateArray().Select(difference => difference.GetProperty("path").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task The_page_of_the_models_is_there_and_holds_no_script_of_its_own()
    {
        await using var desk = await ModelStand.StartAsync();

        var page = await desk.Stand.Http.GetStringAsync(new Uri("/models.html", UriKind.Relative), Cancellation);
        var script = await desk.Stand.Http.GetStringAsync(new Uri("/models.js", UriKind.Relative), Cancellation);

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", script, StringComparison.Ordinal);
    }

    private static byte[] Zip(string folder)
    {
        using var memory = new MemoryStream();
        ZipFile.CreateFromDirectory(folder, memory);
        return memory.ToArray();
    }
}
