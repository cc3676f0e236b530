using System.CommandLine;

namespace FakeNews.Chaos.Commands;

/// <summary>The command line of the harness.</summary>
public static class ChaosCommand
{
    /// <summary>The command with its verbs.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("""
            Tries to break FakeNews: real brokers and silos as processes of their own, faults at random moments that a seed decides, and an auditor that reads everything
            back and checks that every accepted article has exactly one visible result. Needs a Kafka distribution (FAKENEWS_KAFKA_HOME) and Java 17.

            Examples:
              dotnet run --project tests/Chaos -- run --minutes 5 --seed 42 --silos 2 --brokers 3
              dotnet run --project tests/Chaos -- run --minutes 2 --faults kill,stop --rate 100 --model PACKAGE
              dotnet run --project tests/Chaos -- audit --bootstrap 127.0.0.1:9092 --group fakenews
              dotnet run --project tests/Chaos -- fuzz --records 200000 --seed 7
              dotnet run --project tests/Chaos -- pressure --minutes 5 --factor 10
            """);
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(AuditCommand.Create());
        root.Subcommands.Add(FuzzCommand.Create());
        root.Subcommands.Add(PressureCommand.Create());
        return root;
    }
}
