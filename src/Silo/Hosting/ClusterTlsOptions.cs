namespace FakeNews.Silo.Hosting;

/// <summary>Whether silos speak TLS with each other, and who is one of them.</summary>
internal sealed class ClusterTlsOptions
{
    /// <summary>This silo's certificate with its private key: a PKCS#12 file (<c>.pfx</c>, <c>.p12</c>) or a PEM file. Setting it turns TLS on; every silo of the cluster has to have it then.</summary>
    public string? Certificate { get; set; }

    /// <summary>The private key, as a PEM file, where the certificate's PEM file does not hold it.</summary>
    public string? Key { get; set; }

    /// <summary>The file that holds the password of the certificate's private key, e.g. a mounted secret.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The password itself, for the environment (<c>Cluster__Tls__Password</c>); never printed. A command line is seen by everybody on the machine.</summary>
    public string? Password { get; set; }

    /// <summary>PEM file of the authorities whose certificates silos have: whoever has one of theirs is let in. Default: only this very certificate is, so all silos share it.</summary>
    public string? Authority { get; set; }
}
