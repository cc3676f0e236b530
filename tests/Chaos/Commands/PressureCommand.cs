using System.CommandLine;
using FakeNews.Chaos.Pressure;
using FakeNews.Chaos.Runs;

namespace FakeNews.Chaos.Commands;

/// <summary>The verb <c>pressure</c>.</summary>
internal static class PressureCommand
{
    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long too much comes in.", DefaultValueFactory = _ => 5 };
        var factor = new Option<double>("--factor") { Description = "Input as a multiple of what the slowed lanes manage.", DefaultValueFactory = _ => 10 };
        var slow = new Option<int>("--slow") { Description = "Milliseconds that every run of a lane takes longer.", DefaultValueFactory = _ => 400 };
        var (program, folder) = (CommonOptions.Program(), CommonOptions.Folder());
        var command = new Command("pressure", "Sends many times what a slowed silo manages, and measures its memory. Exit code 0: memory, membership and recovery keep to their bounds.")
        {
            minutes, factor, slow, program, folder,
        };
        command.SetAction((parsed, cancellation) => CommonOptions.RunAsync(async () =>
        {
            var options = new PressureOptions
            {
                Length = TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                Factor = parsed.GetValue(factor),
                Slowness = parsed.GetValue(slow),
                Program = parsed.GetValue(program),
                Folder = Path.GetFullPath(parsed.GetValue(folder)!),
            };
            using var log = new RunLog(options.Folder, Console.Out);
            var result = await new PressureRun(options, log).RunAsync(cancellation);
            log.Write(result.Describe() + Environment.NewLine);
            return result.Holds;
        }));
        return command;
    }
}
