using System.CommandLine;
using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Commands;

var root = new RootCommand("""
    Trains, judges and packs the models of FakeNews.

    Example:
      fakenews-trainer train --preset demo --data ../shared/data --output models/demo
    """)
{
    TrainCommand.Create(),
    CompareCommand.Create(),
    LeaksCommand.Create(),
    SplitCommand.Create(),
    ExportCommand.Create(),
    CascadeCommand.Create(),
    EvaluateCommand.Create(),
    DataCommand.Create(),
    GateCommand.Create(),
    ServeCommand.Create(),
    ServeOnceCommand.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine(string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    return 2;
}

try
{
    // Ctrl-C waits for the running step and its checkpoint; two seconds, the default, are too few for either.
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(5) });
}
catch (Exception fault) when (fault is IOException or InvalidDataException or CheckpointException or ArgumentException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped. The run folder holds a checkpoint; the same command with --resume goes on from it.");
    return 130;
}
