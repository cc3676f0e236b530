using Orleans.Connections.Security;

namespace FakeNews.Silo.Hosting;

/// <summary>Makes silos speak TLS with each other, both sides with a certificate.</summary>
internal static class ClusterTls
{
    /// <summary>Turns it on where a certificate is configured.</summary>
    public static void UseTls(this ISiloBuilder silo, ClusterTlsOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Certificate))
        {
            return;
        }

        var certificate = ClusterCertificate.Load(options);
        silo.UseTls(tls =>
        {
            tls.LocalCertificate = certificate.Own;
            tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
            tls.RemoteCertificateValidation = (peer, _, _) => certificate.Accepts(peer, TimeProvider.System.GetUtcNow());

            // Silos are reached by address; the name only has to be one.
            tls.OnAuthenticateAsClient = static (_, client) => client.TargetHost = "fakenews-silo";
        });
    }
}
