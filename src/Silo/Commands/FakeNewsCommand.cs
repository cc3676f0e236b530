using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using FakeNews.Grains.Models;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Commands;

/// <summary>The command line: verbs, help, and what becomes of a failure.</summary>
internal static class FakeNewsCommand
{
    /// <summary>Runs one command line.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            var taken = SettingArguments.Take(arguments);
            var parsed = Build(taken.Settings).Parse(taken.Rest);
            if (parsed.Errors is [var first, ..] && parsed.Action is (null or ParseErrorAction))
            {
                throw new UsageException($"{first.Message.TrimEnd('.')}. See fakenews --help.");
            }

            // Every verb ends by itself on a signal; the library's own two seconds are too short to drain a stream.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException usage)
        {
            return await FailAsync(usage.Message, ExitCode.Usage);
        }
        catch (OptionsValidationException invalid)
        {
            return await FailAsync(string.Join(Environment.NewLine, invalid.Failures), ExitCode.Usage);
        }
        catch (InvalidOperationException unbindable) when (unbindable.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal))
        {
            return await FailAsync(unbindable.Message, ExitCode.Usage);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception failure) when (failure is ModelPackageException or SiloRefusalException or IOException or UnauthorizedAccessException or HttpRequestException or Confluent.Kafka.KafkaException)
        {
            return await FailAsync(failure.Message, ExitCode.Failure);
        }
        catch (Exception failure) when (Environment.GetEnvironmentVariable("FAKENEWS_TRACE") is null or "")
        {
            return await FailAsync($"{failure.GetType().Name}: {failure.Message} (FAKENEWS_TRACE=1 shows where.)", ExitCode.Failure);
        }
    }

    private static RootCommand Build(IReadOnlyDictionary<string, string?> settings)
    {
        var examples = new Dictionary<Command, string[]>();
        var root = new RootCommand("Judges news articles from Kafka by their manner of writing, and shows those that resemble writing labelled unreliable.");
        var (urls, auto) = (ServeCommand.Urls(), ServeCommand.AutoPromote());
        root.Options.Add(urls);
        root.Options.Add(auto);
        root.SetAction((parsed, _) => ServeCommand.RunAsync(settings, parsed.GetValue(urls), parsed.GetValue(auto)));
        examples[root] =
        [
            "fakenews                                              with an embedded broker, the bundled model and sample articles",
            "fakenews serve --Kafka:BootstrapServers=kafka:9092    with a Kafka of your own",
            "fakenews classify article.txt                         one verdict, no broker",
            "fakenews tail                                         the flagged feed in a terminal",
        ];
        foreach (var (verb, lines) in new[]
        {
            ServeCommand.Create(settings), ReplayCommand.Create(settings), ClassifyCommand.Create(settings), ModelsCommand.Create(settings, examples), TailCommand.Create(settings),
            DeadLettersCommand.Create(settings, examples), LabelsCommand.Create(settings, examples), Security.KeysCommand.Create(examples),
        })
        {
            root.Subcommands.Add(verb);
            examples[verb] = lines;
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new Examples((HelpAction)help.Action!, examples);
        return root;
    }

    private static async Task<int> FailAsync(string sentence, int exitCode)
    {
        foreach (var line in sentence.Split(Environment.NewLine))
        {
            await Console.Error.WriteLineAsync("fakenews: " + TerminalText.Of(line));
        }

        return exitCode;
    }
}
