using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace FakeNews.Grains.Packages.Buckets;

/// <summary>One bucket: every call is bounded in time and tries, and ends with an answer or a <see cref="PackageStoreException"/>.</summary>
internal sealed class ObjectBucket : IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly S3Options _options;
    private readonly TimeProvider _time;

    public ObjectBucket(S3Options options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.PathStyle ?? !string.IsNullOrEmpty(options.Endpoint),
            MaxErrorRetry = options.Retries,
            RetryMode = RequestRetryMode.Standard,
            Timeout = options.TransferTimeout,
            // Every file's sha256 is sent and checked anyway; more than that many compatible stores do not know.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (string.IsNullOrEmpty(options.Endpoint))
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        }
        else
        {
            config.ServiceURL = options.Endpoint;
        }

        _client = string.IsNullOrEmpty(options.AccessKeyFile)
            ? new(config)
            : new(new BasicAWSCredentials(File.ReadAllText(options.AccessKeyFile).Trim(), File.ReadAllText(options.SecretKeyFile!).Trim()), config);
    }

    /// <summary>How long one file may take.</summary>
    public TimeSpan TransferTimeout => _options.TransferTimeout;

    /// <summary>How often a file that broke off is taken up again.</summary>
    public int Retries => _options.Retries;

    /// <summary>All objects whose keys begin so.</summary>
    public Task<List<StoredObject>> ListAsync(string prefix, CancellationToken cancellationToken) => AskAsync(_options.Timeout, async token =>
    {
        List<StoredObject> objects = [];
        var request = new ListObjectsV2Request { BucketName = _options.Bucket, Prefix = prefix };
        do
        {
            var page = await _client.ListObjectsV2Async(request, token);
            objects.AddRange((page.S3Objects ?? []).Select(static one => new StoredObject(one.Key, one.Size ?? 0, new(one.LastModified?.ToUniversalTime() ?? default, TimeSpan.Zero))));
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);

        return objects;
    }, cancellationToken);

    /// <summary>A small object's bytes; null where there is none. Of one larger than <paramref name="most"/> a byte more is read than that.</summary>
    public Task<byte[]?> ReadAsync(string key, int most, CancellationToken cancellationToken) => AskAsync(_options.Timeout, async token =>
    {
        try
        {
            using var answer = await _client.GetObjectAsync(new GetObjectRequest { BucketName = _options.Bucket, Key = key }, token);
            using var memory = new MemoryStream();
            var buffer = new byte[81_920];
            while (memory.Length <= most && await answer.ResponseStream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most + 1 - memory.Length)), token) is var read and > 0)
            {
                memory.Write(buffer, 0, read);
            }

            return (byte[]?)memory.ToArray();
        }
        catch (AmazonServiceException e) when (BucketFault.IsAbsent(e))
        {
            return null;
        }
    }, cancellationToken);

    /// <summary>Begins to fetch an object at an offset, of the version that the first answer named; null where there is none.</summary>
    public async Task<GetObjectResponse?> FetchAsync(string key, long offset, string? version, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.GetObjectAsync(
                new GetObjectRequest { BucketName = _options.Bucket, Key = key, EtagToMatch = version, ByteRange = offset > 0 ? new ByteRange($"bytes={offset}-") : null }, cancellationToken);
        }
        catch (AmazonServiceException e) when (BucketFault.IsAbsent(e))
        {
            return null;
        }
    }

    /// <summary>Writes an object, whole or not at all. The store is told the content's sha256 and refuses other content, where it can.</summary>
    /// <returns>False where <paramref name="onlyIfAbsent"/> and there is one already, or another is just writing it.</returns>
    public Task<bool> WriteAsync(string key, string file, string sha256, bool onlyIfAbsent, CancellationToken cancellationToken) => AskAsync(_options.TransferTimeout, async token =>
    {
        var request = new PutObjectRequest
        {
            BucketName = _options.Bucket,
            Key = key,
            FilePath = file,
            ContentType = "application/octet-stream",
            UseChunkEncoding = false,
            ChecksumSHA256 = Convert.ToBase64String(Convert.FromHexString(sha256)),
            IfNoneMatch = onlyIfAbsent ? "*" : null,
        };
        try
        {
            _ = await _client.PutObjectAsync(request, token);
            return true;
        }
        catch (AmazonServiceException e) when (onlyIfAbsent && BucketFault.IsTaken(e))
        {
            return false;
        }
        catch (AmazonServiceException e) when (onlyIfAbsent && BucketFault.IsUnknown(e))
        {
            // A store without conditional writes: equal addresses are equal packages, so writing it twice writes the same.
            request.IfNoneMatch = null;
            _ = await _client.PutObjectAsync(request, token);
            return true;
        }
    }, cancellationToken);

    /// <summary>Deletes an object, if there is one.</summary>
    public Task DeleteAsync(string key, CancellationToken cancellationToken) => AskAsync(_options.Timeout, async token =>
        await _client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _options.Bucket, Key = key }, token), cancellationToken);

    /// <summary>A deadline for one file.</summary>
    public CancellationTokenSource TransferDeadline() => new(_options.TransferTimeout, _time);

    public void Dispose() => _client.Dispose();

    private async Task<T> AskAsync<T>(TimeSpan patience, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patience, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await ask(both.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (BucketFault.Is(e) && !cancellationToken.IsCancellationRequested)
        {
            throw BucketFault.Of(e, patience);
        }
    }
}
