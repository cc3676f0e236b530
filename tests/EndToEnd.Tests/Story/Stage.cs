using FakeNews.Chaos.Faults;
using FakeNews.Chaos.Reading;
using FakeNews.Chaos.Silos;
using FakeNews.EndToEnd.Tests.Life;
using FakeNews.Tests.Support;

namespace FakeNews.EndToEnd.Tests.Story;

/// <summary>A real broker, <c>fakenews serve</c> and <c>fakenews-trainer serve</c>, each a process of its own, set up as an owner would.</summary>
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>The silo's consumer group.</summary>
    public const string Group = "story";

    /// <summary>Articles labelled that make the trainer begin.</summary>
    public const int NewLabels = 150;

    private const int Partitions = 3;
    private readonly ProgramProcess _silo;
    private readonly ProgramProcess _trainer;

    private Stage(KafkaBroker broker, ProgramProcess silo, Uri page, ProgramProcess trainer) => (Broker, _silo, Page, _trainer) = (broker, silo, page, trainer);

    /// <summary>The broker.</summary>
    public KafkaBroker Broker { get; }

    /// <summary>The silo's address.</summary>
    public Uri Page { get; }

    /// <summary>Where the trainer keeps what it makes.</summary>
    public static string TrainerFolder(string folder) => Path.Combine(folder, "trainer");

    /// <summary>Starts all of it.</summary>
    /// <param name="folder">Where state is kept.</param>
    /// <param name="data">The base data.</param>
    /// <param name="package">The first model.</param>
    public static async Task<Stage> StartAsync(string folder, string data, string package)
    {
        var broker = await KafkaBroker.StartAsync();
        ProgramProcess? silo = null, trainer = null;
        try
        {
            await new GroupOperator(broker.BootstrapServers, TopicSet.Default, Group).CreateTopicsAsync(Partitions, Partitions, 1);
            var trainerAddress = $"http://127.0.0.1:{FreePorts.Take(1)[0]}";
            silo = StartSilo(broker, folder, package, trainerAddress);
            var ready = await silo.WaitForLineAsync(static line => line.StartsWith("FakeNews is ready", StringComparison.Ordinal), StoryTests.Bound);
            var page = new Uri(ready[ready.IndexOf("http", StringComparison.Ordinal)..]);
            await File.WriteAllTextAsync(Path.Combine(folder, "trainer.key"), Cast.Trainer.Text);
            // Its name is on the page, and would have the machine's in it.
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(TrainerFolder(folder)).FullName, "name"), "trainer-1");
            trainer = StartTrainer(broker, folder, data, page, trainerAddress);
            await trainer.WaitForLineAsync(static line => line.StartsWith("The trainer ", StringComparison.Ordinal), StoryTests.Bound);
            return new Stage(broker, silo, page, trainer);
        }
        catch
        {
            await EndAsync(broker, silo, trainer);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => EndAsync(Broker, _silo, _trainer);

    private static ProgramProcess StartSilo(KafkaBroker broker, string folder, string package, string trainer) => ProgramProcess.Start(
        "fakenews",
        [
            "serve", "--urls", "http://127.0.0.1:0", $"--Kafka:BootstrapServers={broker.BootstrapServers}", $"--Kafka:GroupId={Group}", "--Samples:Replay=false", $"--Models:Package={package}",
            $"--Registry:Folder={Path.Combine(folder, "registry")}", $"--Trainer:Address={trainer}",
            // A machine of tests stands still now and then: a late verdict says nothing of a model there. And the cures, which shall change side, are one article in twenty, more where a busy machine
            // sends fewer of the others. All other limits of a trial have their defaults.
            "--Trial:ToleratedLatency=00:00:30", "--Trial:MaximumFlipRate=0.2", "--Trial:Every=00:00:01",
            .. Cast.All.SelectMany(static (key, number) => key.Settings(number)),
        ]);

    private static ProgramProcess StartTrainer(KafkaBroker broker, string folder, string data, Uri silo, string address) => ProgramProcess.Start(
        TrainerProgram.Path,
        "serve", "--urls", address, $"Trainer:BootstrapServers={broker.BootstrapServers}", $"Trainer:Silo={silo}", $"Trainer:SiloKeyFile={Path.Combine(folder, "trainer.key")}", $"Trainer:Data={data}",
        $"Trainer:Folder={TrainerFolder(folder)}", $"Trainer:Statements={FirstModel.Statements(data)}", "Trainer:Look=00:00:00.2", $"Trainer:NewLabels={NewLabels}",
        // A process that is nice waits for all other tests of a busy machine.
        "Trainer:Threads=1", "Trainer:Nice=0", $"Trainer:Retrain:Tokens={FirstModel.Tokens}",
        // A network as small as this one learns with large steps, and has to see its few articles often.
        "Trainer:Retrain:Epochs=8", "Trainer:Retrain:LearningRate=3e-3",
        // Its speed is measured in milliseconds, while silo, broker and browser share the cores: only a gross loss can be told. All other rules of the gate have their defaults.
        "Trainer:Gate:SpeedShare=0.5");

    private static async ValueTask EndAsync(KafkaBroker broker, params ProgramProcess?[] programs)
    {
        foreach (var program in programs.OfType<ProgramProcess>().Reverse())
        {
            await program.DisposeAsync();
        }

        await broker.DisposeAsync();
    }
}
