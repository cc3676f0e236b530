using System.CommandLine;
using FakeNews.Chaos.Fuzzing;
using FakeNews.Chaos.Runs;

namespace FakeNews.Chaos.Commands;

/// <summary>The verb <c>fuzz</c>.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        var records = new Option<long>("--records") { Description = "How many records.", DefaultValueFactory = _ => 200_000 };
        var seed = CommonOptions.Seed(7);
        var (model, program, folder, settings) = (CommonOptions.Model(), CommonOptions.Program(), CommonOptions.Folder(), CommonOptions.Settings());
        var command = new Command("fuzz", "Sends bent records (JSON, headers, encodings, sizes to the broker's limit): no crash, no stall, each one dead letter or one verdict.")
        {
            records, seed, model, program, folder, settings,
        };
        command.SetAction((parsed, cancellation) => CommonOptions.RunAsync(async () =>
        {
            var options = new FuzzOptions
            {
                Records = parsed.GetValue(records),
                Seed = parsed.GetValue(seed),
                Model = parsed.GetValue(model) is { } package ? Path.GetFullPath(package) : null,
                Program = parsed.GetValue(program),
                Folder = Path.GetFullPath(parsed.GetValue(folder)!),
                Settings = parsed.GetValue(settings) ?? [],
            };
            using var log = new RunLog(options.Folder, Console.Out);
            return await new FuzzRun(options, log).RunAsync(cancellation) is { Holds: true };
        }));
        return command;
    }
}
