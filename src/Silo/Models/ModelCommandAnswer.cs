using FakeNews.Grains.Registry;

namespace FakeNews.Silo.Models;

/// <summary>What a command left.</summary>
/// <param name="State">The registry.</param>
/// <param name="Entry">The line of history.</param>
internal sealed record ModelCommandAnswer(RegistryState State, HistoryEntry Entry);
