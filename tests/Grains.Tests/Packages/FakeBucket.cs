using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FakeNews.Grains.Tests.Packages;

/// <summary>
/// A stand-in for an S3-compatible store, with one bucket addressed in the path: objects whole or not at all, conditional puts, ListObjectsV2 in small pages, ranges,
/// and faults on demand. It refuses what is not signed with its access key, and content that is not what was signed.
/// </summary>
internal sealed class FakeBucket : IAsyncDisposable
{
    public const string Bucket = "models";
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "not-a-real-secret";
    private const int PageSize = 3;

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, (byte[] Bytes, DateTimeOffset At)> _objects = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Lock _lock = new();

    private FakeBucket(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The keys there are, in order.</summary>
    public string[] Keys => [.. _objects.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What was asked, as <c>METHOD key</c>.</summary>
    public string[] Requests => [.. _requests];

    /// <summary>Called before a request is answered; true where it has been answered already.</summary>
    public Func<HttpContext, string, Task<bool>>? Fault { get; set; }

    /// <summary>False: conditional puts are answered 501, as by stores that do not know them.</summary>
    public bool KnowsConditions { get; set; } = true;

    public static async Task<FakeBucket> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var bucket = new FakeBucket(app, time ?? TimeProvider.System);
        app.Run(bucket.AnswerAsync);
        await app.StartAsync();
        return bucket;
    }

    /// <summary>Answers an error as S3 does.</summary>
    public static async Task<bool> RefuseAsync(HttpContext context, HttpStatusCode status, string code)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>made up</Message></Error>");
        return true;
    }

    public byte[] Read(string key) => _objects[key].Bytes;

    public void Write(string key, byte[] bytes, DateTimeOffset? at = null) => _objects[key] = (bytes, at ?? _time.GetUtcNow());

    public void Remove(string key) => _objects.TryRemove(key, out _);

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }

    // S3's tags are MD5, and clients hold them against what came.
#pragma warning disable CA5351
    private static string Tag(byte[] bytes) => $"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"";
#pragma warning restore CA5351

    private static bool IsSigned(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header
        && header.StartsWith($"AWS4-HMAC-SHA256 Credential={AccessKey}/", StringComparison.Ordinal)
        && header.Contains("/us-east-1/s3/aws4_request", StringComparison.Ordinal)
        && header.Contains("SignedHeaders=", StringComparison.Ordinal)
        && header.Split("Signature=") is [_, { Length: 64 }];

    private async Task AnswerAsync(HttpContext context)
    {
        var path = Uri.UnescapeDataString(context.Request.Path.Value!).TrimStart('/');
        var key = path.StartsWith(Bucket + "/", StringComparison.Ordinal) ? path[(Bucket.Length + 1)..] : "";
        _requests.Enqueue($"{context.Request.Method} {key}");
        if (Fault is { } fault && await fault(context, key))
        {
            return;
        }

        _ = !path.StartsWith(Bucket, StringComparison.Ordinal) ? await RefuseAsync(context, HttpStatusCode.NotFound, "NoSuchBucket")
            : !IsSigned(context.Request) ? await RefuseAsync(context, HttpStatusCode.Forbidden, "AccessDenied")
            : context.Request.Method switch
            {
                "GET" when key.Length == 0 && context.Request.Query["list-type"] == "2" => await ListAsync(context),
                "GET" => await GetAsync(context, key),
                "PUT" => await PutAsync(context, key),
                "DELETE" => Delete(context, key),
                _ => await RefuseAsync(context, HttpStatusCode.MethodNotAllowed, "MethodNotAllowed"),
            };
    }

    private async Task<bool> ListAsync(HttpContext context)
    {
        var prefix = context.Request.Query["prefix"].ToString();
        var after = context.Request.Query["continuation-token"].ToString();
        var found = _objects.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(one.Key, after) > 0)
            .OrderBy(one => one.Key, StringComparer.Ordinal).ToArray();
        var page = found.Take(PageSize).ToArray();
        var more = found.Length > page.Length;
        var xml = new StringBuilder("<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">")
            .Append(CultureInfo.InvariantCulture, $"<Name>{Bucket}</Name><KeyCount>{page.Length}</KeyCount><IsTruncated>{(more ? "true" : "false")}</IsTruncated>");
        foreach (var (key, (bytes, at)) in page)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{WebUtility.HtmlEncode(key)}</Key><LastModified>{at:yyyy-MM-ddTHH:mm:ss.fffZ}</LastModified><ETag>{WebUtility.HtmlEncode(Tag(bytes))}</ETag><Size>{bytes.Length}</Size></Contents>");
        }

        xml.Append(more ? $"<NextContinuationToken>{page[^1].Key}</NextContinuationToken>" : "").Append("</ListBucketResult>");
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync(xml.ToString());
        return true;
    }

    private async Task<bool> GetAsync(HttpContext context, string key)
    {
        if (!_objects.TryGetValue(key, out var found))
        {
            return await RefuseAsync(context, HttpStatusCode.NotFound, "NoSuchKey");
        }

        if (context.Request.Headers.IfMatch.ToString() is { Length: > 0 } tag && tag != Tag(found.Bytes))
        {
            return await RefuseAsync(context, HttpStatusCode.PreconditionFailed, "PreconditionFailed");
        }

        var from = context.Request.Headers.Range.ToString() is { Length: > 0 } range ? int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) : 0;
        context.Response.StatusCode = from > 0 ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK;
        context.Response.Headers.ETag = Tag(found.Bytes);
        context.Response.ContentLength = found.Bytes.Length - from;
        await context.Response.Body.WriteAsync(found.Bytes.AsMemory(from));
        return true;
    }

    private async Task<bool> PutAsync(HttpContext context, string key)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory);
        var bytes = memory.ToArray();
        var (signed, told) = (context.Request.Headers["x-amz-content-sha256"].ToString(), context.Request.Headers["x-amz-checksum-sha256"].ToString());
        if (signed != Convert.ToHexStringLower(SHA256.HashData(bytes)) || told != Convert.ToBase64String(SHA256.HashData(bytes)))
        {
            return await RefuseAsync(context, HttpStatusCode.BadRequest, "BadDigest");
        }

        var conditional = context.Request.Headers.IfNoneMatch == "*";
        if (conditional && !KnowsConditions)
        {
            return await RefuseAsync(context, HttpStatusCode.NotImplemented, "NotImplemented");
        }

        lock (_lock)
        {
            if (!conditional || !_objects.ContainsKey(key))
            {
                Write(key, bytes);
                context.Response.Headers.ETag = Tag(bytes);
                return true;
            }
        }

        return await RefuseAsync(context, HttpStatusCode.PreconditionFailed, "PreconditionFailed");
    }

    private bool Delete(HttpContext context, string key)
    {
        Remove(key);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}
