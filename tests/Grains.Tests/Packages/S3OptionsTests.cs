using FakeNews.Grains.Packages;
using FakeNews.Grains.Packages.Buckets;

namespace FakeNews.Grains.Tests.Packages;

public sealed class S3OptionsTests
{
    [Fact]
    public void A_bucket_alone_is_enough_and_without_one_the_folder_is_used()
    {
        Assert.Empty(Faults(static _ => { }));
        Assert.True(new PackageStoreOptionsCheck().Validate(null, new() { Folder = "store" }).Succeeded);
    }

    [Theory]
    [InlineData(nameof(S3Options.Bucket), "No Bucket")]
    [InlineData(nameof(S3Options.Endpoint), "minio:9000")]
    [InlineData(nameof(S3Options.Endpoint), "ftp://minio")]
    [InlineData(nameof(S3Options.Endpoint), "http://minio:9000/path")]
    [InlineData(nameof(S3Options.Endpoint), "http://user:pass@minio:9000")]
    [InlineData(nameof(S3Options.Prefix), "/packages")]
    [InlineData(nameof(S3Options.Prefix), "pack ages/")]
    [InlineData(nameof(S3Options.Region), "")]
    [InlineData(nameof(S3Options.AccessKeyFile), "only-one-of-two")]
    [InlineData(nameof(S3Options.Cache), "")]
    public void A_setting_that_can_not_work_is_named(string setting, string value)
    {
        var fault = Assert.Single(Faults(options => typeof(S3Options).GetProperty(setting)!.SetValue(options, value)));

        Assert.StartsWith($"Packages:S3:{setting}", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_files_must_hold_something_and_are_not_repeated()
    {
        var empty = Path.GetTempFileName();
        try
        {
            var faults = Faults(options => (options.AccessKeyFile, options.SecretKeyFile) = (empty, "/nowhere/secret"));
            Assert.Equal(2, faults.Count());
            Assert.All(faults, fault => Assert.DoesNotContain(empty, fault, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(empty);
        }
    }

    [Fact]
    public void An_endpoint_without_a_bucket_times_and_tries_out_of_bounds_are_named()
    {
        Assert.Contains("Packages:S3:Bucket", Assert.Single(Faults(static options => (options.Bucket, options.Endpoint) = (null, "http://minio:9000"))), StringComparison.Ordinal);
        Assert.Contains("Timeout", Assert.Single(Faults(static options => options.Timeout = TimeSpan.Zero)), StringComparison.Ordinal);
        Assert.Contains("Timeout", Assert.Single(Faults(static options => options.TransferTimeout = TimeSpan.FromSeconds(1))), StringComparison.Ordinal);
        Assert.Contains("Retries", Assert.Single(Faults(static options => options.Retries = -1)), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Faults(Action<S3Options> change)
    {
        var options = new PackageStoreOptions { Folder = "store", S3 = { Bucket = "models", Cache = "fetched" } };
        change(options.S3);
        return new PackageStoreOptionsCheck().Validate(null, options).Failures ?? [];
    }
}
