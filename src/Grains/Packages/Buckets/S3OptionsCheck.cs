using System.Text.RegularExpressions;

namespace FakeNews.Grains.Packages.Buckets;

/// <summary>What of <see cref="S3Options"/> can't work, one sentence each. No sentence holds a key.</summary>
internal static partial class S3OptionsCheck
{
    private const int LongestPrefix = 512;

    public static IEnumerable<string> Faults(S3Options options)
    {
        if (!options.IsUsed)
        {
            if (!string.IsNullOrWhiteSpace(options.Endpoint))
            {
                yield return "Packages:S3:Endpoint is set and Packages:S3:Bucket is not; set the bucket that keeps the packages.";
            }

            yield break;
        }

        if (!BucketName().IsMatch(options.Bucket!))
        {
            yield return "Packages:S3:Bucket is no bucket's name; set it to 3 to 63 lower-case letters, digits, dots and hyphens.";
        }

        if (!string.IsNullOrEmpty(options.Endpoint)
            && !(Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && address.AbsolutePath == "/"))
        {
            yield return "Packages:S3:Endpoint is no address; set it to http:// or https:// with a host and a port, without a path and without a key.";
        }

        if (options.Prefix.Length > LongestPrefix || !PrefixText().IsMatch(options.Prefix))
        {
            yield return "Packages:S3:Prefix may have letters, digits and -_.=/, and must not begin with a slash; e.g. fakenews/packages/.";
        }

        if (string.IsNullOrWhiteSpace(options.Region))
        {
            yield return "Packages:S3:Region is empty; set it to the region that the store signs for, often us-east-1.";
        }

        foreach (var fault in KeyFaults(options))
        {
            yield return fault;
        }

        if (string.IsNullOrWhiteSpace(options.Cache))
        {
            yield return "Packages:S3:Cache is empty; set it to a local folder for packages that were fetched.";
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromMinutes(5)
            || options.TransferTimeout < options.Timeout || options.TransferTimeout > TimeSpan.FromHours(6))
        {
            yield return "Packages:S3:Timeout must be from 1 second to 5 minutes, and Packages:S3:TransferTimeout from that to 6 hours.";
        }

        if (options.Retries is < 0 or > 10)
        {
            yield return $"Packages:S3:Retries is {options.Retries}; set it between 0 and 10.";
        }
    }

    private static IEnumerable<string> KeyFaults(S3Options options)
    {
        if (string.IsNullOrEmpty(options.AccessKeyFile) != string.IsNullOrEmpty(options.SecretKeyFile))
        {
            yield return "Packages:S3:AccessKeyFile and Packages:S3:SecretKeyFile belong together; set both, or neither to take the keys from the environment.";
            yield break;
        }

        foreach (var (setting, file) in new[] { (nameof(options.AccessKeyFile), options.AccessKeyFile), (nameof(options.SecretKeyFile), options.SecretKeyFile) })
        {
            if (!string.IsNullOrEmpty(file) && !HoldsText(file))
            {
                yield return $"Packages:S3:{setting} names a file that can't be read or is empty; set it to the file of the mounted secret.";
            }
        }
    }

    private static bool HoldsText(string file)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.\-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketName();

    [GeneratedRegex(@"^([A-Za-z0-9_.=\-][A-Za-z0-9_.=/\-]*)?\z")]
    private static partial Regex PrefixText();
}
