namespace FakeNews.Trainer.Service;

/// <summary>The silo does not do what it is asked now; it may later, or with another key.</summary>
public sealed class SiloException(string message) : Exception(message);
