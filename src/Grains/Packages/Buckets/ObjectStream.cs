using Amazon.Runtime;
using Amazon.S3.Model;

namespace FakeNews.Grains.Packages.Buckets;

/// <summary>An object's bytes as they come. What breaks off is taken up where it broke off, a few times; the whole has one deadline.</summary>
internal sealed class ObjectStream : Stream
{
    private readonly ObjectBucket _bucket;
    private readonly string _key;
    private readonly CancellationTokenSource _deadline;
    private GetObjectResponse _answer;
    private long _position;
    private int _left;

    private ObjectStream(ObjectBucket bucket, string key, CancellationTokenSource deadline, GetObjectResponse answer) =>
        (_bucket, _key, _deadline, _answer, _left) = (bucket, key, deadline, answer, bucket.Retries);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    /// <summary>Opens an object; null where there is none.</summary>
    /// <exception cref="PackageStoreException">The store does not answer.</exception>
    public static ObjectStream? Open(ObjectBucket bucket, string key)
    {
        var deadline = bucket.TransferDeadline();
        try
        {
            if (Wait(bucket.FetchAsync(key, 0, null, deadline.Token)) is { } answer)
            {
                return new(bucket, key, deadline, answer);
            }
        }
        catch (Exception e) when (BucketFault.Is(e))
        {
            deadline.Dispose();
            throw BucketFault.Of(e, bucket.TransferTimeout);
        }

        deadline.Dispose();
        return null;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsMemory(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var copy = new byte[buffer.Length];
        var read = Read(copy.AsMemory());
        copy.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _answer.Dispose();
            _deadline.Dispose();
        }

        base.Dispose(disposing);
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private int Read(Memory<byte> buffer)
    {
        while (true)
        {
            try
            {
                var read = Wait(_answer.ResponseStream.ReadAsync(buffer, _deadline.Token).AsTask());
                _position += read;
                return read;
            }
            catch (AmazonClientException e)
            {
                // The client holds what came against the store's own tag.
                throw new PackageStoreAwayException("What the package store sent was damaged on the way. Try again later.", e);
            }
            catch (Exception e) when (BucketFault.Is(e))
            {
                if (_left-- <= 0 || _deadline.IsCancellationRequested)
                {
                    throw BucketFault.Of(e, _bucket.TransferTimeout);
                }

                TakeUp();
            }
        }
    }

    private void TakeUp()
    {
        try
        {
            var next = Wait(_bucket.FetchAsync(_key, _position, _answer.ETag, _deadline.Token))
                ?? throw new PackageStoreAwayException("The package store deleted a package while it was being fetched.");
            _answer.Dispose();
            _answer = next;
        }
        catch (Exception e) when (BucketFault.Is(e))
        {
            throw BucketFault.Of(e, _bucket.TransferTimeout);
        }
    }
}
