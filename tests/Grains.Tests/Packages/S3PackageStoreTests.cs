using System.Net;
using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Packages.Buckets;
using FakeNews.Grains.Tests.Models;
using Microsoft.Extensions.Time.Testing;

namespace FakeNews.Grains.Tests.Packages;

public sealed class S3PackageStoreTests : PackageStoreContract, IAsyncLifetime
{
    private const string Prefix = "team/packages/";

    private FakeBucket _bucket = null!;
    private PackageStoreOptions _options = null!;
    private S3PackageStore _store = null!;

    private protected override IPackageStore Store => _store;

    private protected override PackageStoreOptions Options => _options;

    public async ValueTask InitializeAsync()
    {
        _bucket = await FakeBucket.StartAsync();
        _options = OptionsOf("one");
        _store = Open(_options);
    }

    public override async ValueTask DisposeAsync()
    {
        _store.Dispose();
        await _bucket.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_manifest_is_written_last_and_only_if_there_is_none()
    {
        using var package = TestPackage.Write(golden: """{"ids":[2,5,6,3],"logits":[0,0],"text":"alpha beta"}""");
        string? condition = null;
        _bucket.Fault = (context, key) =>
        {
            condition = context.Request.Method == "PUT" ? context.Request.Headers.IfNoneMatch.ToString() : condition;
            return Task.FromResult(false);
        };

        var stored = await _store.ImportAsync(package.Folder, Cancellation);

        var puts = _bucket.Requests.Where(request => request.StartsWith("PUT", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, puts.Length);
        Assert.Equal($"PUT {Prefix}{stored.Model.Sha256}/manifest.json", puts[^1]);
        Assert.Equal("*", condition);
    }

    [Fact]
    public async Task A_store_without_conditional_writes_is_written_without_them()
    {
        using var package = TestPackage.Write();
        _bucket.KnowsConditions = false;

        var stored = await _store.ImportAsync(package.Folder, Cancellation);

        Assert.Equal([stored], await _store.ListAsync(Cancellation));
    }

    [Fact]
    public async Task An_import_that_breaks_off_before_the_manifest_leaves_no_package_and_can_be_made_again()
    {
        using var package = TestPackage.Write();
        var sha256 = ModelPackage.Open(package.Folder).Identity.Sha256;
        _bucket.Fault = (context, key) => context.Request.Method == "PUT" && key.EndsWith("manifest.json", StringComparison.Ordinal)
            ? FakeBucket.RefuseAsync(context, HttpStatusCode.Forbidden, "AccessDenied")
            : Task.FromResult(false);

        var refusal = await Assert.ThrowsAsync<PackageStoreAwayException>(() => _store.ImportAsync(package.Folder, Cancellation));
        _bucket.Fault = null;

        Assert.Contains("key", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{Prefix}{sha256}/model.onnx", _bucket.Keys);
        Assert.Empty(await _store.ListAsync(Cancellation));
        Assert.Throws<ModelPackageException>(() => _store.Open(sha256));
        Assert.Equal(sha256, (await _store.ImportAsync(package.Folder, Cancellation)).Model.Sha256);
        Assert.Equal(sha256, _store.Open(sha256).Identity.Sha256);
    }

    [Fact]
    public async Task What_broken_imports_left_is_swept_after_a_day_and_what_is_younger_stays()
    {
        using var package = TestPackage.Write();
        var stored = await _store.ImportAsync(package.Folder, Cancellation);
        var (old, young) = ($"{Prefix}{new string('a', 64)}/model.onnx", $"{Prefix}{new string('b', 64)}/model.onnx");
        _bucket.Write(old, [1], DateTimeOffset.UtcNow.AddHours(-25));
        _bucket.Write(young, [1], DateTimeOffset.UtcNow.AddHours(-23));
        _bucket.Write("another/thing", [1], DateTimeOffset.UtcNow.AddDays(-100));

        Assert.Equal([stored], await _store.ListAsync(Cancellation));
        Assert.True(await _store.DeleteAsync(stored.Model.Sha256, Cancellation));

        Assert.Equal(["another/thing", young], _bucket.Keys);
    }

    [Fact]
    public async Task Another_silo_fetches_a_package_once_and_then_has_it_while_the_store_is_away()
    {
        using var package = TestPackage.Write();
        var stored = await _store.ImportAsync(package.Folder, Cancellation);
        using var other = Open(OptionsOf("other"));

        var fetched = other.Open(stored.Model.Sha256);
        _bucket.Fault = static (context, _) => FakeBucket.RefuseAsync(context, HttpStatusCode.ServiceUnavailable, "SlowDown");

        Assert.StartsWith(Path.Combine(Folder, "other"), fetched.Folder, StringComparison.Ordinal);
        Assert.Equal(stored.Model, other.Open(stored.Model.Sha256).Identity);
        Assert.Equal("1.0.0", (await other.ReadManifestAsync(stored.Model.Sha256, Cancellation)).Version);
    }

    [Fact]
    public async Task A_package_changed_in_the_bucket_never_reaches_the_folder()
    {
        using var package = TestPackage.Write();
        var stored = await _store.ImportAsync(package.Folder, Cancellation);
        _bucket.Write($"{Prefix}{stored.Model.Sha256}/vocab.txt", "evil"u8.ToArray());
        using var other = Open(OptionsOf("other"));

        var refusal = Assert.Throws<ModelPackageException>(() => other.Open(stored.Model.Sha256));

        Assert.Contains("vocab.txt", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Folder, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(Folder, "other"), "*", SearchOption.AllDirectories), static _ => true);
    }

    [Fact]
    public async Task A_copy_that_was_damaged_in_the_folder_is_fetched_anew()
    {
        using var package = TestPackage.Write();
        var stored = await _store.ImportAsync(package.Folder, Cancellation);
        var graph = Path.Combine(_options.S3.Cache!, stored.Model.Sha256, "model.onnx");
        File.SetAttributes(graph, FileAttributes.Normal);
        await File.WriteAllTextAsync(graph, "changed", Cancellation);

        Assert.Equal(stored.Model, _store.Open(stored.Model.Sha256).Identity);
    }

    [Fact]
    public async Task A_fetch_that_breaks_off_is_taken_up_where_it_broke()
    {
        using var package = TestPackage.Write(graph: new byte[500_000]);
        var stored = await _store.ImportAsync(package.Folder, Cancellation);
        var options = OptionsOf("other");
        options.S3.Retries = 1;
        using var other = Open(options);
        var broken = 0;
        _bucket.Fault = async (context, key) =>
        {
            if (!key.EndsWith("model.onnx", StringComparison.Ordinal) || broken++ > 0)
            {
                return false;
            }

            var bytes = _bucket.Read(key);
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return true;
        };

        Assert.Equal(stored.Model, other.Open(stored.Model.Sha256).Identity);
        Assert.True(broken > 1);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "SlowDown", "503")]
    [InlineData(HttpStatusCode.InternalServerError, "InternalError", "500")]
    [InlineData(HttpStatusCode.Forbidden, "InvalidAccessKeyId", "key")]
    [InlineData(HttpStatusCode.NotFound, "NoSuchBucket", "bucket")]
    public async Task A_store_that_is_away_says_so_in_a_sentence_whatever_is_asked_of_it(HttpStatusCode status, string code, string because)
    {
        using var package = TestPackage.Write();
        var absent = new string('a', 64);
        _bucket.Fault = (context, _) => FakeBucket.RefuseAsync(context, status, code);

        Func<Task>[] questions =
        [
            () => _store.ImportAsync(package.Folder, Cancellation),
            () => Task.Run(() => _store.Open(absent), Cancellation),
            () => _store.ListAsync(Cancellation),
            () => _store.FindAsync("test", Cancellation),
            () => _store.ReadManifestAsync(absent, Cancellation),
            () => _store.DeleteAsync(absent, Cancellation),
        ];
        foreach (var question in questions)
        {
            var refusal = await Assert.ThrowsAsync<PackageStoreAwayException>(question);
            Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(FakeBucket.SecretKey, refusal.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_request_that_failed_is_tried_again_as_often_as_is_configured()
    {
        var options = OptionsOf("other");
        options.S3.Retries = 1;
        using var other = Open(options);
        var failures = 1;
        _bucket.Fault = (context, _) => failures-- > 0 ? FakeBucket.RefuseAsync(context, HttpStatusCode.InternalServerError, "InternalError") : Task.FromResult(false);

        Assert.Empty(await other.ListAsync(Cancellation));
        failures = 2;
        await Assert.ThrowsAsync<PackageStoreAwayException>(() => other.ListAsync(Cancellation));
        Assert.Equal(0, failures);
    }

    [Fact]
    public async Task A_store_without_room_is_not_one_that_is_away()
    {
        using var package = TestPackage.Write();
        _bucket.Fault = static (context, _) => context.Request.Method == "PUT" ? FakeBucket.RefuseAsync(context, HttpStatusCode.InsufficientStorage, "XMinioStorageFull") : Task.FromResult(false);

        var refusal = await Assert.ThrowsAsync<PackageStoreException>(() => _store.ImportAsync(package.Folder, Cancellation));

        Assert.Contains("no room", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_hangs_is_given_up()
    {
        var time = new FakeTimeProvider();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bucket.Fault = async (context, _) =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
            return true;
        };
        using var store = Open(_options, time);

        var asked = store.ListAsync(Cancellation);
        await reached.Task.WaitAsync(Cancellation);
        Assert.False(asked.IsCompleted);
        time.Advance(_options.S3.Timeout);

        Assert.Contains("15 s", (await Assert.ThrowsAsync<PackageStoreAwayException>(() => asked)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_there_at_all()
    {
        _options.S3.Endpoint = "http://127.0.0.1:1";
        using var store = Open(_options);

        Assert.Contains("no connection", (await Assert.ThrowsAsync<PackageStoreAwayException>(() => store.ListAsync(Cancellation))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_silo_collected_leaves_the_folder_with_the_next_fetch()
    {
        using var first = TestPackage.Write();
        using var second = TestPackage.Write(version: "2.0.0");
        var (gone, stays) = (await _store.ImportAsync(first.Folder, Cancellation), await _store.ImportAsync(second.Folder, Cancellation));
        var options = OptionsOf("other");
        options.KeepNewFor = TimeSpan.Zero;
        using var other = Open(options);
        _ = other.Open(gone.Model.Sha256);

        await _store.DeleteAsync(gone.Model.Sha256, Cancellation);
        _ = other.Open(stays.Model.Sha256);

        Assert.False(Directory.Exists(Path.Combine(_options.S3.Cache!, gone.Model.Sha256)));
        Assert.False(Directory.Exists(Path.Combine(options.S3.Cache!, gone.Model.Sha256)));
        Assert.True(Directory.Exists(Path.Combine(options.S3.Cache!, stays.Model.Sha256)));
    }

    private protected override Task DamageAsync(string sha256, string file)
    {
        var key = $"{Prefix}{sha256}/{file}";
        _bucket.Write(key, [.. _bucket.Read(key), (byte)' ']);
        // The copy in the folder would hide it.
        Directory.Delete(Path.Combine(_options.S3.Cache!, sha256), recursive: true);
        return Task.CompletedTask;
    }

    private protected override IEnumerable<string> Leftovers() =>
        _bucket.Keys.Where(key => !_bucket.Keys.Contains(key[..(Prefix.Length + 65)] + "manifest.json")).Concat(Incoming(_options.S3.Cache!));

    private static S3PackageStore Open(PackageStoreOptions options, TimeProvider? time = null) =>
        new(Microsoft.Extensions.Options.Options.Create(options), time ?? TimeProvider.System);

    private PackageStoreOptions OptionsOf(string silo)
    {
        var (access, secret) = (Path.Combine(Folder, "access"), Path.Combine(Folder, "secret"));
        File.WriteAllText(access, FakeBucket.AccessKey + "\n");
        File.WriteAllText(secret, FakeBucket.SecretKey + "\n");
        return new()
        {
            Folder = Path.Combine(Folder, "unused"),
            S3 =
            {
                Bucket = FakeBucket.Bucket, Endpoint = _bucket.Address, Prefix = Prefix, AccessKeyFile = access, SecretKeyFile = secret,
                Cache = Path.Combine(Folder, silo), Retries = 0,
            },
        };
    }
}
