using System.Collections.Immutable;
using FakeNews.Grains.Contracts;

namespace FakeNews.Silo.Api;

/// <summary>The state of this process.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="Silo">The silo's name.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Ready">Whether it may be sent work.</param>
/// <param name="Waiting">What it still waits for, one sentence each.</param>
/// <param name="Model">The model that judges; absent while none is loaded.</param>
/// <param name="Broker">The broker in use.</param>
/// <param name="Figures">What it has done.</param>
/// <param name="FeedClients">Clients of the live feed.</param>
internal sealed record StatusBody(
    string Version,
    string Silo,
    DateTimeOffset StartedAt,
    bool Ready,
    ImmutableArray<string> Waiting,
    ModelIdentity? Model,
    BrokerState Broker,
    StreamFigures Figures,
    int FeedClients);
