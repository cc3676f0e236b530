using System.Net;
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

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    [GeneratedRegex(@"^[A-Za-z0-9._\-]{1,100}$")]
    private static partial Regex PlainName();
}
