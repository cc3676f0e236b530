namespace FakeNews.Grains.Models;

/// <summary>No model is active yet.</summary>
public sealed class ModelNotReadyException() : Exception("The model is not loaded yet; try again in a moment.");
