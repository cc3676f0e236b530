using System.Net;
using Amazon.Runtime;

namespace FakeNews.Grains.Packages.Buckets;

/// <summary>Turns what an object store or the way to it does into one sentence.</summary>
internal static class BucketFault
{
    private static readonly string[] _full = ["QuotaExceeded", "XMinioStorageFull", "InsufficientStorage", "EntityTooLarge"];

    /// <summary>True for what a request to an object store may end with.</summary>
    public static bool Is(Exception fault) => fault is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException;

    /// <summary>The store has no such object.</summary>
    public static bool IsAbsent(Exception fault) =>
        fault is AmazonServiceException { StatusCode: HttpStatusCode.NotFound } service && service.ErrorCode is not "NoSuchBucket";

    /// <summary>Something is there already, or is being written by another.</summary>
    public static bool IsTaken(Exception fault) => fault is AmazonServiceException { StatusCode: HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict };

    /// <summary>The store does not know conditional writes.</summary>
    public static bool IsUnknown(Exception fault) => fault is AmazonServiceException { StatusCode: HttpStatusCode.NotImplemented };

    /// <summary>The sentence.</summary>
    public static PackageStoreException Of(Exception fault, TimeSpan patience) => fault switch
    {
        PackageStoreException known => known,
        AmazonServiceException service when _full.Contains(service.ErrorCode) || service.StatusCode == HttpStatusCode.InsufficientStorage =>
            new PackageStoreException("The package store has no room left. Free some, then try again.", fault),
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } =>
            new PackageStoreAwayException("The package store refuses this silo's key; see Packages:S3:AccessKeyFile and the bucket's policy.", fault),
        AmazonServiceException { ErrorCode: "NoSuchBucket" } =>
            new PackageStoreAwayException("The package store has no such bucket; see Packages:S3:Bucket.", fault),
        AmazonServiceException service when (int)service.StatusCode >= 400 =>
            new PackageStoreAwayException($"The package store can't answer: it says {(int)service.StatusCode}. Try again later.", fault),
        OperationCanceledException =>
            new PackageStoreAwayException($"The package store does not answer: nothing within {patience.TotalSeconds:0.#} s. Try again later.", fault),
        _ => new PackageStoreAwayException("The package store does not answer: there is no connection to it, or no key for it. Try again later.", fault),
    };
}
