using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Hosting;

/// <summary>Refuses cluster settings that can't work, with a sentence each.</summary>
internal sealed partial class ClusterOptionsCheck : IValidateOptions<ClusterOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterOptions options)
    {
        List<string> failures = [];
        if (options.SiloName is { Length: > 0 } silo && !PlainName().IsMatch(silo))
        {
            failures.Add("Cluster:SiloName may have up to 100 letters, digits, dots, underscores and hyphens.");
        }

        if (options.SiloPort is < 0 or > 65_535 || options.GatewayPort is < 0 or > 65_535)
        {
            failures.Add("Cluster:SiloPort and Cluster:GatewayPort must be from 0 to 65535.");
        }

        if (options.AdvertisedAddress is { Length: > 0 } address && !IPAddress.TryParse(address, out _))
        {
            failures.Add("Cluster:AdvertisedAddress must be an IP address.");
        }

        if (string.IsNullOrWhiteSpace(options.ClusterId) || string.IsNullOrWhiteSpace(options.ServiceId))
        {
            failures.Add("Cluster:ClusterId and Cluster:ServiceId must not be empty.");
        }

        failures.AddRange(Tls(options.Tls));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Tls(ClusterTlsOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Certificate))
        {
            if (new[] { options.Key, options.PasswordFile, options.Password, options.Authority }.Any(static value => !string.IsNullOrWhiteSpace(value)))
            {
                yield return "Cluster:Tls has settings but no certificate, so silos would speak without TLS; set Cluster:Tls:Certificate.";
            }

            yield break;
        }

        if (!string.IsNullOrEmpty(options.Password) && !string.IsNullOrWhiteSpace(options.PasswordFile))
        {
            yield return "Cluster:Tls:Password and Cluster:Tls:PasswordFile are both set; keep one of them.";
        }

        foreach (var (key, file) in ((string, string?)[])[("Certificate", options.Certificate), ("Key", options.Key), ("PasswordFile", options.PasswordFile), ("Authority", options.Authority)])
        {
            if (!string.IsNullOrWhiteSpace(file) && !File.Exists(file))
            {
                yield return $"Cluster:Tls:{key} names {file}, which is no file.";
                yield break;
            }
        }

        if (Flaw(options) is { } flaw)
        {
            yield return flaw;
        }
    }

    private static string? Flaw(ClusterTlsOptions options)
    {
        try
        {
            return ClusterCertificate.Load(options).Flaw(TimeProvider.System.GetUtcNow());
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // The library's own words could hold what it read.
            return "Cluster:Tls: a file can't be read as a certificate with its private key; check that Certificate and Authority are what they should be, and the password.";
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._\-]{1,100}$")]
    private static partial Regex PlainName();
}
