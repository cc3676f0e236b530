namespace FakeNews.Silo.Commands;

/// <summary>A running FakeNews does not do what a verb asked it for; the message is the sentence that the user sees.</summary>
internal sealed class SiloRefusalException(string message) : Exception(message);
