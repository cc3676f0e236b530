namespace FakeNews.Silo.Hosting;

/// <summary>How this silo finds the others.</summary>
internal sealed class ClusterOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Cluster";

    /// <summary>This silo's name, unique in the cluster and the same after a restart. Default: the machine's name with the first number that is free on it.</summary>
    public string? SiloName { get; set; }

    /// <summary>Redis, as <c>host:port[,password=…]</c>, where silos find each other and keep their state. Without it this silo is alone.</summary>
    public string? Redis { get; set; }

    /// <summary>The cluster's name: silos of one name and one Redis are one cluster.</summary>
    public string ClusterId { get; set; } = "fakenews";

    /// <summary>The name under which state is kept; it outlives clusters.</summary>
    public string ServiceId { get; set; } = "fakenews";

    /// <summary>The port other silos reach this one by; 0 takes a free one.</summary>
    public int SiloPort { get; set; }

    /// <summary>The port Orleans clients reach this silo by; 0 opens none.</summary>
    public int GatewayPort { get; set; }

    /// <summary>The address other silos reach this one by. Default: loopback without Redis, else this machine's first address that is not.</summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>TLS among silos.</summary>
    public ClusterTlsOptions Tls { get; set; } = new();
}
