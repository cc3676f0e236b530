namespace FakeNews.Grains.Packages.Buckets;

/// <summary>Configuration section <c>Packages:S3</c>: a bucket of an S3-compatible object store that keeps the packages. Validated at start.</summary>
public sealed class S3Options
{
    /// <summary>The bucket. Empty (the default): packages are kept in the store's folder, and nothing else of this section counts.</summary>
    public string? Bucket { get; set; }

    /// <summary>The store's address, e.g. <c>https://minio:9000</c>. Empty (the default): AWS, by the region.</summary>
    public string? Endpoint { get; set; }

    /// <summary>What the keys of all objects begin with, e.g. <c>fakenews/</c>. Empty by default.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The region that requests are signed for. Default <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Whether the bucket stands in the path and not in the host's name. Default: true with an endpoint, false without.</summary>
    public bool? PathStyle { get; set; }

    /// <summary>
    /// The file that holds the access key, e.g. a mounted secret. Without the two files the AWS SDK looks: <c>AWS_ACCESS_KEY_ID</c> and <c>AWS_SECRET_ACCESS_KEY</c>
    /// in the environment, then the shared credentials file, then the role of the container or machine.
    /// </summary>
    public string? AccessKeyFile { get; set; }

    /// <summary>The file that holds the secret key; never printed.</summary>
    public string? SecretKeyFile { get; set; }

    /// <summary>The local folder of packages fetched from the bucket, from which devices load. Default: <c>packages-fetched</c> in the registry's folder.</summary>
    public string? Cache { get; set; }

    /// <summary>How long a request without a file may take, its retries included. Default 15 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one file may take to be sent or fetched, retries included. Default 10 minutes.</summary>
    public TimeSpan TransferTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a request that failed, or a file that broke off, is tried again. Default 2.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>True where a bucket keeps the packages.</summary>
    internal bool IsUsed => !string.IsNullOrWhiteSpace(Bucket);
}
