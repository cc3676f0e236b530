namespace FakeNews.Grains.Devices;

/// <summary>A run ended with logits that are not finite numbers, so no probability can be had from it.</summary>
public sealed class NonFiniteLogitsException() : Exception("The model computed a value that is not a finite number.");
