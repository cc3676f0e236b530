using System.CommandLine;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Service;

namespace FakeNews.Trainer.Commands;

/// <summary><c>fakenews-trainer serve</c>.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where it listens.", DefaultValueFactory = _ => TrainerHost.DefaultUrls };
        var auto = new Option<bool>("--auto-promote") { Description = "What passes the gate goes from shadow over canary to active by itself (Trainer:AutoPromote). Without it the silo says whether it does (Promotion:Auto), else a person." };
        var settings = new Argument<string[]>("settings") { Description = "Settings as Section:Key=value, e.g. Trainer:NewLabels=100.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("serve", """
            Keeps the labels of the reviewers, retrains the active model with them when it is time, asks the gate, and proposes what passes to a silo.
            The silo's API key (of the role trainer) is taken from the file Trainer:SiloKeyFile, or from FAKENEWS_KEY.

            Example:
              fakenews-trainer serve Trainer:BootstrapServers=kafka:9092 Trainer:Silo=http://silo:5080 Trainer:Data=../shared/data
            """)
        {
            urls, auto, settings,
        };
        command.SetAction(async (result, cancellation) =>
        {
            var given = Read(result.GetValue(settings) ?? []);
            if (result.GetValue(auto))
            {
                given[$"{TrainerOptions.Section}:{nameof(TrainerOptions.AutoPromote)}"] = "true";
            }

            var (_, options) = TrainerHost.Configure(given);
            Niceness.Apply(options.Nice);
            NativeLibraryRepair.Apply();
            var key = options.SiloKeyFile is { Length: > 0 } file ? (await File.ReadAllTextAsync(file, cancellation)).Trim() : Environment.GetEnvironmentVariable("FAKENEWS_KEY");
            await TrainerHost.RunAsync(options, result.GetRequiredValue(urls), key, Console.Out, cancellation);
            return 0;
        });
        return command;
    }

    private static Dictionary<string, string?> Read(string[] settings)
    {
        var read = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in settings)
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new ArgumentException($"{setting} is no setting; write Section:Key=value.");
            }

            var key = setting[..equals].TrimStart('-');
            TrainerSettings.Require(key);
            read[key] = setting[(equals + 1)..];
        }

        return read;
    }
}
