using System.Net;
using System.Net.Sockets;
using FakeNews.Silo.Hosting;

namespace FakeNews.Silo.Tests.Hosting;

/// <summary>Silos of one cluster speak TLS with each other, and nobody else becomes one of them.</summary>
public sealed class ClusterTlsTests
{
    private static readonly TimeSpan _bound = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Silos_with_certificates_of_one_authority_form_a_cluster_and_a_strangers_or_plain_silo_is_refused()
    {
        using var authority = new TestAuthority();
        using var elsewhere = new TestAuthority();
        var primary = FreePort();
        await using var first = new TestSilo("first", primary, primary, Tls(authority.Issue("first")));
        await first.StartAsync(TestContext.Current.CancellationToken).WaitAsync(_bound, TestContext.Current.CancellationToken);
        await using var second = new TestSilo("second", FreePort(), primary, Tls(authority.Issue("second")));
        await second.StartAsync(TestContext.Current.CancellationToken).WaitAsync(_bound, TestContext.Current.CancellationToken);
        Assert.Equal(["first", "second"], await first.ActiveAsync());
        Assert.Equal(["first", "second"], await second.ActiveAsync());
        Assert.False(first.Refused.IsCompleted || second.Refused.IsCompleted);

        // It trusts this cluster's authority, but is no child of it.
        await AssertRefusedAsync(first, primary, Tls(elsewhere.Issue("stranger")));
        Assert.Equal(["first", "second"], await first.ActiveAsync());

        ClusterTlsOptions Tls(string certificate) => new() { Certificate = certificate, Authority = authority.File };
    }

    [Fact]
    public async Task A_silo_without_TLS_is_refused()
    {
        using var authority = new TestAuthority();
        var primary = FreePort();
        await using var first = new TestSilo("first", primary, primary, new() { Certificate = authority.SelfSigned("all", "secret"), Password = "secret" });
        await first.StartAsync(TestContext.Current.CancellationToken).WaitAsync(_bound, TestContext.Current.CancellationToken);

        await AssertRefusedAsync(first, primary, new());

        Assert.Equal(["first"], await first.ActiveAsync());
    }

    [Fact]
    public void Without_an_authority_only_the_very_same_certificate_is_accepted_and_with_one_only_its_children_each_until_it_expires()
    {
        using var authority = new TestAuthority();
        using var elsewhere = new TestAuthority();
        var now = DateTimeOffset.UtcNow;
        var alone = ClusterCertificate.Load(new() { Certificate = authority.SelfSigned("alone") });
        var other = ClusterCertificate.Load(new() { Certificate = authority.SelfSigned("other") });
        var child = ClusterCertificate.Load(new() { Certificate = authority.Issue("child"), Authority = authority.File });
        var sibling = ClusterCertificate.Load(new() { Certificate = authority.Issue("sibling"), Authority = authority.File });
        var stranger = ClusterCertificate.Load(new() { Certificate = elsewhere.Issue("stranger"), Authority = elsewhere.File });

        Assert.True(alone.Accepts(alone.Own, now));
        Assert.False(alone.Accepts(other.Own, now));
        Assert.False(alone.Accepts(alone.Own, now.AddDays(2)));
        Assert.True(child.Accepts(sibling.Own, now));
        Assert.False(child.Accepts(stranger.Own, now));
        Assert.False(child.Accepts(alone.Own, now));
        Assert.False(child.Accepts(sibling.Own, now.AddDays(2)));
    }

    [Fact]
    public void What_can_not_work_is_said_in_a_sentence_without_the_secret()
    {
        using var authority = new TestAuthority();
        using var elsewhere = new TestAuthority();
        var good = authority.Issue("good");
        var secret = authority.Issue("secret", "pass phrase");
        Accepts(new());
        Accepts(new() { Certificate = good, Authority = authority.File });
        Accepts(new() { Certificate = secret, Password = "pass phrase" });
        Accepts(new() { Certificate = secret, PasswordFile = authority.Write("password", "pass phrase\n") });
        Accepts(new() { Certificate = authority.SelfSigned("self", "pass phrase"), Password = "pass phrase" });

        Refuses("set Cluster:Tls:Certificate", new() { Authority = authority.File });
        Refuses("which is no file", new() { Certificate = "/there/is/none.pem" });
        Refuses("keep one of them", new() { Certificate = secret, Password = "pass phrase", PasswordFile = authority.Write("password", "pass phrase") });
        Refuses("and the password", new() { Certificate = secret, Password = "wrong phrase" });
        Refuses("and the password", new() { Certificate = authority.Write("nonsense.pem", "nonsense"), Authority = authority.File });
        Refuses("which is not now", new() { Certificate = authority.Issue("old", from: -3, to: -2), Authority = authority.File });
        Refuses("client authentication", new() { Certificate = authority.Issue("server", client: false), Authority = authority.File });
        Refuses("not of an authority", new() { Certificate = elsewhere.Issue("stranger"), Authority = authority.File });
    }

    private static async Task AssertRefusedAsync(TestSilo first, int primary, ClusterTlsOptions tls)
    {
        using var stop = new CancellationTokenSource();
        await using var intruder = new TestSilo("intruder", FreePort(), primary, tls);
        var starting = intruder.StartAsync(stop.Token);
        await first.Refused.WaitAsync(_bound, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        Assert.False(starting.IsCompletedSuccessfully);
        Assert.DoesNotContain("intruder", await first.ActiveAsync());
    }

    private static void Accepts(ClusterTlsOptions tls) => Assert.True(new ClusterOptionsCheck().Validate(null, new ClusterOptions { Tls = tls }) is { Succeeded: true });

    private static void Refuses(string sentence, ClusterTlsOptions tls)
    {
        var failure = Assert.Single(new ClusterOptionsCheck().Validate(null, new ClusterOptions { Tls = tls }).Failures!);
        Assert.Contains(sentence, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("phrase", failure, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
