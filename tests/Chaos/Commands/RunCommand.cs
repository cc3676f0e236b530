using System.CommandLine;
using FakeNews.Chaos.Faults;
using FakeNews.Chaos.Runs;

namespace FakeNews.Chaos.Commands;

/// <summary>The verb <c>run</c>.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long faults happen.", DefaultValueFactory = _ => 5 };
        var seed = CommonOptions.Seed(42);
        var silos = new Option<int>("--silos") { Description = "Silos, 1 to 3.", DefaultValueFactory = _ => 2 };
        var brokers = new Option<int>("--brokers") { Description = "Broker nodes: 1, or 3 with replication 3 and min.insync.replicas 2.", DefaultValueFactory = _ => 1 };
        brokers.AcceptOnlyFromAmong("1", "3");
        silos.AcceptOnlyFromAmong("1", "2", "3");
        var faults = new Option<string>("--faults")
        {
            Description = "Which faults, with commas: " + string.Join(',', FaultCatalog.All.Select(fault => fault.Name)) + ".",
            DefaultValueFactory = _ => string.Join(',', FaultCatalog.Usual.Select(fault => fault.Name)),
        };
        var articles = new Option<long>("--articles") { Description = "Send so many articles, evenly over the time, instead of a rate." };
        var rate = new Option<double>("--rate") { Description = "Articles a second.", DefaultValueFactory = _ => 50 };
        var (model, program, folder, settings) = (CommonOptions.Model(), CommonOptions.Program(), CommonOptions.Folder(), CommonOptions.Settings());
        var delivery = new Option<string>("--delivery") { Description = "exactly-once, or at-least-once to see the auditor find doubles.", DefaultValueFactory = _ => "exactly-once" };
        var redis = new Option<string?>("--redis") { Description = "A Redis, host:port, that makes the silos one Orleans cluster, so that they judge each other's articles." };
        var recovery = new Option<double>("--recovery-bound") { Description = "Seconds after which a fault that is not recovered from is complained of.", DefaultValueFactory = _ => 180 };
        delivery.AcceptOnlyFromAmong("exactly-once", "at-least-once");
        var command = new Command("run", "Runs brokers, silos and faults, and audits what is left. Exit code 0: every law holds; 1: one is broken; 2: it could not be tried.")
        {
            minutes, seed, silos, brokers, faults, articles, rate, model, program, folder, settings, delivery, redis, recovery,
        };
        command.SetAction((parsed, cancellation) => CommonOptions.RunAsync(async () =>
        {
            var length = TimeSpan.FromMinutes(parsed.GetValue(minutes));
            var most = parsed.GetValue(articles);
            var options = new RunOptions
            {
                Length = length,
                Seed = parsed.GetValue(seed),
                Silos = parsed.GetValue(silos),
                Brokers = parsed.GetValue(brokers),
                Faults = FaultCatalog.Parse(parsed.GetValue(faults)!),
                Rate = most > 0 ? most / length.TotalSeconds : parsed.GetValue(rate),
                Articles = most > 0 ? most : long.MaxValue,
                Model = parsed.GetValue(model) is { } package ? Path.GetFullPath(package) : null,
                Program = parsed.GetValue(program),
                Folder = Path.GetFullPath(parsed.GetValue(folder)!),
                Settings = parsed.GetValue(settings) ?? [],
                Redis = parsed.GetValue(redis),
                RecoveryBound = TimeSpan.FromSeconds(parsed.GetValue(recovery)),
                Delivery = parsed.GetValue(delivery)!,
            };
            using var log = new RunLog(options.Folder, Console.Out);
            return (await new ChaosRun(options, log).RunAsync(cancellation)).Holds;
        }));
        return command;
    }
}
