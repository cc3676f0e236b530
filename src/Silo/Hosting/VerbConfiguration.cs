namespace FakeNews.Silo.Hosting;

/// <summary>The configuration of verbs that start no host: the same files, environment and command line as the host's.</summary>
internal static class VerbConfiguration
{
    /// <summary>Reads it.</summary>
    /// <param name="settings">Settings of the command line.</param>
    public static IConfigurationRoot Read(IReadOnlyDictionary<string, string?> settings) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddJsonFile(Path.Combine(Environment.CurrentDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .AddInMemoryCollection(settings)
        .Build();
}
