using FakeNews.Grains.Contracts;

namespace FakeNews.Silo.Api;

/// <summary>What the status page tells of the stream.</summary>
internal interface IStreamState
{
    /// <summary>The silo's name.</summary>
    string Silo { get; }

    /// <summary>The model that judges; null while none is loaded.</summary>
    ModelIdentity? Model { get; }

    /// <summary>The broker in use.</summary>
    BrokerState Broker { get; }

    /// <summary>What has been done.</summary>
    StreamFigures Figures { get; }
}
