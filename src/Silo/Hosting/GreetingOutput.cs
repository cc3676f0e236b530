namespace FakeNews.Silo.Hosting;

/// <summary>Where the greeting is printed.</summary>
internal sealed record GreetingOutput(TextWriter Writer);
