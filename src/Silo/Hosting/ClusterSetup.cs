using System.Net;
using System.Net.Sockets;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Swap;
using Orleans.Configuration;
using StackExchange.Redis;

namespace FakeNews.Silo.Hosting;

/// <summary>Makes the silo find the others, or be alone.</summary>
internal static class ClusterSetup
{
    /// <summary>Configures membership, endpoints and where grain state is kept.</summary>
    public static void UseCluster(this ISiloBuilder silo, ClusterOptions cluster, string name)
    {
        var port = cluster.SiloPort == 0 ? FreePort() : cluster.SiloPort;
        silo.Configure<SiloOptions>(options => options.SiloName = name);
        if (string.IsNullOrWhiteSpace(cluster.Redis))
        {
            silo.UseLocalhostClustering(port, cluster.GatewayPort, serviceId: cluster.ServiceId, clusterId: cluster.ClusterId);
            silo.AddMemoryGrainStorageAsDefault();
        }
        else
        {
            var redis = ConfigurationOptions.Parse(cluster.Redis);
            silo.Configure<Orleans.Configuration.ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
            silo.UseRedisClustering(options => options.ConfigurationOptions = redis);
            silo.AddRedisGrainStorageAsDefault(options => options.ConfigurationOptions = redis);
            silo.AddRedisGrainStorage(ModelLifeHosting.Storage, options =>
            {
                options.ConfigurationOptions = redis;
                options.GrainStorageSerializer = new JsonStateSerializer();
            });
            silo.ConfigureEndpoints(port, cluster.GatewayPort);
        }

        silo.UseTls(cluster.Tls);
        if (cluster.AdvertisedAddress is { Length: > 0 } address)
        {
            silo.Configure<EndpointOptions>(options => options.AdvertisedIPAddress = IPAddress.Parse(address));
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Any, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
