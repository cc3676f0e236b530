using System.CommandLine;
using FakeNews.Bench;
using FakeNews.Grains.Models;
using FakeNews.Tests.Support;
using FakeNews.Trainer.Networks;

var file = new Option<string>("--file") { Description = "Articles: CSV with title and text, or JSON lines, gz too.", DefaultValueFactory = _ => BenchArticles.DefaultFile };
var count = new Option<int>("--articles") { Description = "Articles of a round.", DefaultValueFactory = _ => 300 };
var rounds = new Option<int>("--rounds") { Description = "Rounds; the median is printed.", DefaultValueFactory = _ => 5 };
var package = new Option<string>("--model") { Description = "Model package.", DefaultValueFactory = _ => Path.Combine(SharedFolder.Repository, "models", "demo") };
var vocabulary = new Option<string?>("--vocabulary") { Description = "vocab.txt to tokenize with; the model's by default." };
var broker = new Option<string>("--broker")
{
    Description = "embedded, real (a broker is started from FAKENEWS_KAFKA_HOME) or host:port.",
    DefaultValueFactory = _ => KafkaBroker.Missing is null ? "real" : "embedded",
};
var settings = new Argument<string[]>("settings") { Description = "More settings for the silo, after --, e.g. -- --Devices:Lanes=1", Arity = ArgumentArity.ZeroOrMore };

var tokenize = new Command("tokenize", "Text preparation and tokenizing on one core, articles/s and bytes allocated.") { file, count, rounds, package, vocabulary };
tokenize.SetAction(parsed =>
{
    var model = ModelPackage.Open(parsed.GetRequiredValue(package));
    TokenizeBench.Run(
        parsed.GetValue(vocabulary) ?? model.VocabularyPath,
        model.Manifest.Text,
        BenchArticles.Read(parsed.GetRequiredValue(file), parsed.GetValue(count)),
        parsed.GetValue(rounds));
});

var infer = new Command("infer", "The judging pipeline beside bare ONNX Runtime on the same articles.") { file, count, rounds, package };
infer.SetAction(parsed => InferBench.RunAsync(
    parsed.GetRequiredValue(package), BenchArticles.Read(parsed.GetRequiredValue(file), parsed.GetValue(count)), parsed.GetValue(rounds)));

var stream = new Command("stream", "The whole stream through a broker beside bare ONNX Runtime on the same articles.") { file, count, rounds, package, broker, settings };
stream.SetAction(parsed => StreamBench.RunAsync(
    parsed.GetRequiredValue(package),
    BenchArticles.Read(parsed.GetRequiredValue(file), parsed.GetValue(count)),
    parsed.GetValue(rounds),
    parsed.GetRequiredValue(broker),
    parsed.GetValue(settings) ?? []));

var delivery = new Command("delivery", "Exactly-once beside at-least-once: the same articles through the same broker, in turn.") { file, count, rounds, package, broker, settings };
delivery.SetAction(parsed => DeliveryBench.RunAsync(
    parsed.GetRequiredValue(package),
    BenchArticles.Read(parsed.GetRequiredValue(file), parsed.GetValue(count)),
    parsed.GetValue(rounds),
    parsed.GetRequiredValue(broker),
    parsed.GetValue(settings) ?? []));

var cascade = new Command("cascade", "Reading in two steps beside reading at once: the same articles through the same pipeline, in turn.") { file, count, rounds, package };
cascade.SetAction(parsed => CascadeBench.RunAsync(
    parsed.GetRequiredValue(package), BenchArticles.Read(parsed.GetRequiredValue(file), parsed.GetValue(count)), parsed.GetValue(rounds)));

var swaps = new Option<int>("--swaps") { Description = "Hot swaps.", DefaultValueFactory = _ => 10 };
var rate = new Option<double>("--rate") { Description = "Articles a second during the swaps.", DefaultValueFactory = _ => 10 };
var swap = new Command("swap", "Hot swaps of a running silo under load: latency at rest, while preparing and in the swap's second; memory after each.") { file, count, package, swaps, rate };
swap.SetAction(parsed => SwapBench.RunAsync(
    parsed.GetRequiredValue(package), BenchArticles.Read(parsed.GetRequiredValue(file), parsed.GetValue(count)), parsed.GetValue(swaps), parsed.GetValue(rate)));

var masks = new Command("masks", "Text preparation as a whole and each mask alone, articles a second of processor time.") { file, count, rounds };
masks.SetAction(parsed => MasksBench.Run(BenchArticles.Read(parsed.GetRequiredValue(file), parsed.GetValue(count)), parsed.GetValue(rounds)));

var libraries = new Command("libraries", "Our tokenizer beside other libraries: parity with Hugging Face, speed, allocation. Needs the shared folder.") { rounds };
libraries.SetAction(parsed => LibrariesBench.Run(parsed.GetValue(rounds)));

var layers = new Option<int>("--layers") { Description = "Layers of the network.", DefaultValueFactory = _ => 6 };
var lanes = new Option<int>("--lanes") { Description = "Parts of a batch computed side by side.", DefaultValueFactory = _ => Environment.ProcessorCount };
var trainStep = new Command("train-step", "A training step beside the same step's matrix products alone.") { layers, lanes, rounds };
trainStep.SetAction(parsed =>
{
    NativeLibraryRepair.Apply();
    TrainStepBench.Run(parsed.GetValue(layers), parsed.GetValue(lanes), parsed.GetValue(rounds));
});

var buckets = new Command("buckets", "Training on batches of like length beside every row padded to 512.") { file, count, vocabulary, layers, lanes, rounds };
buckets.SetAction(parsed =>
{
    NativeLibraryRepair.Apply();
    BucketsBench.Run(
        parsed.GetValue(vocabulary) ?? BenchArticles.DefaultVocabulary, BenchArticles.Read(parsed.GetRequiredValue(file), parsed.GetValue(count)), parsed.GetValue(layers), parsed.GetValue(lanes), parsed.GetValue(rounds));
});

var tokenCache = new Command("token-cache", "Preparing, tokenizing and caching a set as training does.") { file, count, package, vocabulary };
tokenCache.SetAction(parsed => TokenCacheBench.Run(
    parsed.GetValue(vocabulary) ?? BenchArticles.DefaultVocabulary,
    ModelPackage.Open(parsed.GetRequiredValue(package)).Manifest.Text,
    BenchArticles.Read(parsed.GetRequiredValue(file), parsed.GetValue(count))));

var cache = new Option<string>("--verdicts") { Description = "Where the verdicts are kept, a path's beginning: judged once, used again.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "fakenews-drift") };
var unchanged = new Option<int>("--unchanged") { Description = "ISOT articles after the reference.", DefaultValueFactory = _ => 5000 };
var orders = new Option<int>("--orders") { Description = "Orders of the same verdicts (seeds 1, 2, ...).", DefaultValueFactory = _ => 20 };
var kept = new Option<bool>("--kept") { Description = "Judge nothing more: take the verdicts that are kept." };
var drift = new Command("drift", "A stream that changes from ISOT to horne2017 after a reference and unchanged articles. Needs the shared folder.") { package, cache, unchanged, orders, kept };
drift.SetAction(parsed => DriftBench.RunAsync(new DriftVerdicts(parsed.GetRequiredValue(package), parsed.GetRequiredValue(cache)), parsed.GetValue(unchanged), parsed.GetValue(orders), !parsed.GetValue(kept)));

var root = new RootCommand("""
    Benchmarks: each prints what is measured beside its ceiling, from the same run, and the ratio.

    Examples:
      dotnet run -c Release --project bench -- stream
      dotnet run -c Release --project bench -- stream --broker embedded --articles 100
      dotnet run -c Release --project bench -- delivery --rounds 9
      dotnet run -c Release --project bench -- infer --rounds 9
      dotnet run -c Release --project bench -- cascade --model models/demo-cascade
      dotnet run -c Release --project bench -- tokenize --articles 2000
      dotnet run -c Release --project bench -- masks --articles 8113
      dotnet run -c Release --project bench -- libraries
      dotnet run -c Release --project bench -- swap --swaps 50 --rate 5
      dotnet run -c Release --project bench -- train-step --rounds 9
      dotnet run -c Release --project bench -- buckets --articles 96 --rounds 1
      dotnet run -c Release --project bench -- token-cache --articles 45000
      dotnet run -c Release --project bench -- drift --verdicts /tmp/verdicts
    """)
{
    stream, delivery, infer, cascade, tokenize, masks, libraries, swap, trainStep, buckets, tokenCache, drift,
};
Console.WriteLine(Machine.Describe());
return await root.Parse(args).InvokeAsync();
