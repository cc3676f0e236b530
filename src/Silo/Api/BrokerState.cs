namespace FakeNews.Silo.Api;

/// <summary>The broker in use.</summary>
/// <param name="Kind"><c>embedded</c> or <c>kafka</c>.</param>
/// <param name="Address">Its bootstrap servers.</param>
/// <param name="Delivery"><c>at-least-once</c> or <c>exactly-once</c>.</param>
/// <param name="Articles">The input topic.</param>
/// <param name="Verdicts">The topic of all verdicts.</param>
/// <param name="Flagged">The topic of flagged articles.</param>
/// <param name="DeadLetters">The topic of dead letters.</param>
internal sealed record BrokerState(string Kind, string Address, string Delivery, string Articles, string Verdicts, string Flagged, string DeadLetters);
