using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FakeNews.Silo.Hosting;

/// <summary>What silos prove themselves with, and what they accept of each other. Names are not compared: silos are known by addresses that change.</summary>
/// <param name="Own">This silo's certificate, with its private key.</param>
/// <param name="Authorities">Whose certificates are accepted; empty where only <paramref name="Own"/> is.</param>
internal sealed record ClusterCertificate(X509Certificate2 Own, X509Certificate2Collection Authorities)
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    /// <summary>Loads it.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">A file holds something else, or the password is wrong.</exception>
    public static ClusterCertificate Load(ClusterTlsOptions options)
    {
        var password = options.PasswordFile is { Length: > 0 } file ? File.ReadAllText(file).TrimEnd('\r', '\n') : options.Password;
        var authorities = new X509Certificate2Collection();
        if (options.Authority is { Length: > 0 } authority)
        {
            authorities.ImportFromPemFile(authority);
        }

        return new(LoadOwn(options.Certificate!, options.Key, password), authorities);
    }

    /// <summary>What keeps it from being used, in a sentence; null where nothing does.</summary>
    public string? Flaw(DateTimeOffset now)
    {
        if (!Own.HasPrivateKey)
        {
            return "Cluster:Tls:Certificate has no private key; name one in Cluster:Tls:Key.";
        }

        if (now < Own.NotBefore || now > Own.NotAfter)
        {
            return $"Cluster:Tls:Certificate is valid from {Own.NotBefore.ToUniversalTime():u} to {Own.NotAfter.ToUniversalTime():u}, which is not now; renew it.";
        }

        // Every silo calls and is called.
        foreach (var (use, name) in ((string, string)[])[(ServerUse, "server"), (ClientUse, "client")])
        {
            if (Own.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(extension => extension.EnhancedKeyUsages[use] is null))
            {
                return $"Cluster:Tls:Certificate may not be used for {name} authentication; silos need one for both.";
            }
        }

        return Authorities.Count > 0 && !Accepts(Own, now) ? "Cluster:Tls:Certificate is not of an authority in Cluster:Tls:Authority; the other silos would refuse it." : null;
    }

    /// <summary>True where a certificate makes its owner a silo of this cluster.</summary>
    /// <param name="peer">What the other side shows.</param>
    /// <param name="now">The moment; an expired certificate is accepted no more.</param>
    public bool Accepts(X509Certificate2 peer, DateTimeOffset now)
    {
        if (Authorities.Count == 0)
        {
            return peer.RawDataMemory.Span.SequenceEqual(Own.RawDataMemory.Span) && now < peer.NotAfter;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Authorities);
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(peer);
    }

    private static X509Certificate2 LoadOwn(string path, string? key, string? password)
    {
        if (Path.GetExtension(path).ToUpperInvariant() is ".PFX" or ".P12")
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }

        using var pem = string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(path, key) : X509Certificate2.CreateFromEncryptedPemFile(path, password, key);

        // TLS on Windows takes no key that is in memory alone.
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }
}
