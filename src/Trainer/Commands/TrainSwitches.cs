using System.CommandLine;
using FakeNews.Grains.Text;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Training;
using FakeNews.Trainer.Variety;

namespace FakeNews.Trainer.Commands;

/// <summary>The options of <c>train</c> that change a recipe; what is not given stays as the preset has it.</summary>
internal sealed class TrainSwitches
{
    private readonly Option<string?> _from = new("--from") { Description = "Folder of a pretrained network as Hugging Face stores it (config.json, vocab.txt or tokenizer.json, weights), to fine-tune." };
    private readonly Option<string?> _structure = new("--structure") { Description = "A config.json without weights: the network that is trained from scratch, instead of the preset's." };
    private readonly Option<string?> _embeddings = new("--embeddings-from") { Description = "Folder of a pretrained encoder whose word embeddings are the first ones of our own pieces." };
    private readonly Option<string?> _start = new("--start") { Description = "Folder or .zip of a model package whose network and word pieces are trained on from." };
    private readonly Option<string?> _sources = new("--sources") { Description = "Sets learned beside ISOT, separated by commas, such as horne2017,celebrity." };
    private readonly Option<string?> _leaveOut = new("--leave-out") { Description = "The one of these sets that is not learned but asked at the end." };
    private readonly Option<int?> _windows = new("--windows") { Description = "Windows drawn in one epoch from all sets together." };
    private readonly Option<double?> _isotShare = new("--isot-share") { Description = "Share of them that are ISOT's." };
    private readonly Option<string?> _unlabelled = new("--unlabelled") { Description = "Sets of which only the texts are read, for teachers to judge, separated by commas; none." };
    private readonly Option<double?> _unlabelledShare = new("--unlabelled-share") { Description = "Share of the windows that are theirs." };
    private readonly Option<double?> _flag = new("--flag") { Description = "Probability of fake from which a model of several sets flags, 0.5 or more." };
    private readonly Option<double?> _isotMiddle = new("--isot-middle") { Description = "Where ISOT's two classes are parted, in log-odds of real beside the other sets' even odds." };
    private readonly Option<double?> _isotMargin = new("--isot-margin") { Description = "What an ISOT article's label adds to its teacher's log-odds." };
    private readonly Option<double?> _taught = new("--taught") { Description = "Weight of the teachers' word beside the labels, from 0 (none) to 1." };
    private readonly Option<double?> _teacherTemperature = new("--teacher-temperature") { Description = "What log-odds of teacher and network are divided by before they are compared." };
    private readonly Option<int?> _epochs = new("--epochs") { Description = "Passes over the data." };
    private readonly Option<double?> _rate = new("--learning-rate") { Description = "Highest learning rate." };
    private readonly Option<int?> _warmUp = new("--warm-up") { Description = "Updates until it is reached; then it falls linearly to 0." };
    private readonly Option<double?> _decay = new("--weight-decay") { Description = "AdamW's decoupled decay." };
    private readonly Option<double?> _norm = new("--maximum-norm") { Description = "Gradients are clipped to this norm." };
    private readonly Option<double?> _smoothing = new("--label-smoothing") { Description = "Share of the truth given to the other label." };
    private readonly Option<string?> _classes = new("--class-weights") { Description = "none, balanced, or weights of fake and real such as 1,2.5." };
    private readonly Option<string?> _freeze = new("--freeze") { Description = "Parts that are not trained, such as embeddings,0-2." };
    private readonly Option<double?> _layerDecay = new("--layer-decay") { Description = "Factor of the learning rate for each layer down from the classifier." };
    private readonly Option<int?> _batch = new("--batch") { Description = "Samples of a batch." };
    private readonly Option<int?> _accumulation = new("--accumulation") { Description = "Batches of one update." };
    private readonly Option<int?> _patience = new("--patience") { Description = "Epochs without a better weighted F1 (of equals: a smaller validation loss) after which training stops." };
    private readonly Option<int?> _seed = new("--seed") { Description = "Decides split, first weights, order and dropout." };
    private readonly Option<int?> _splitSeed = new("--split-seed") { Description = "Decides the split alone." };
    private readonly Option<SplitKind?> _split = new("--split") { Description = "What the split keeps together: title, source, date, or nothing (random)." };
    private readonly Option<Repetitions?> _repetitions = new("--repetitions") { Description = "Articles that occur again, before the split: keep, take exact ones out, take near ones out too." };
    private readonly Option<string?> _badRow = new("--on-bad-row") { Description = "Leave a bad row out (skip) or stop at it (stop)." };
    private readonly Option<string?> _masks = new("--masks") { Description = "all, none, or names of text masks separated by commas." };
    private readonly Option<int?> _tokens = new("--maximum-tokens") { Description = "Longest input of the finished model, in tokens." };
    private readonly Option<int?> _validationTokens = new("--validation-tokens") { Description = "Longest input at the validation after each epoch." };
    private readonly Option<int?> _cascade = new("--cascade") { Description = "Tokens of the first of two steps of reading; 0 reads at once. 128 by default." };
    private readonly Option<double?> _flips = new("--flip-budget") { Description = "Largest share of validation's decisions that reading in two steps may make otherwise. 0.001 by default." };
    private readonly Option<int?> _titles = new("--titles") { Description = "Titles seen alone in one epoch." };
    private readonly Option<int?> _limit = new("--limit") { Description = "Articles of each label used at most, to try the whole way out." };
    private readonly Option<string?> _device = new("--device") { Description = "cpu, cuda or auto." };
    private readonly Option<string?> _arithmetic = new("--arithmetic") { Description = "Of matrix products: fp32, bf16, or auto (bf16 on a GPU)." };
    private readonly Option<int?> _lanes = new("--lanes") { Description = "Parts of a batch computed side by side, each on one thread." };
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads of other computations; all cores by default." };
    private readonly Option<int?> _checkpoint = new("--checkpoint-steps") { Description = "Updates between two checkpoints." };
    private readonly Option<bool> _pad = new("--pad-to-maximum") { Description = "Pad every batch to the longest input, as the study did: the same losses, slower." };
    private readonly Option<bool?> _leaks = new("--leaks") { Description = "Run the leak probes for the report (true or false)." };
    private readonly Option<string?> _name = new("--name") { Description = "The package's name." };
    private readonly Option<string?> _version = new("--package-version") { Description = "The package's version." };

    private readonly bool _isForComparison;

    /// <param name="forComparison">Whether single networks' options are left out.</param>
    public TrainSwitches(bool forComparison = false)
    {
        _isForComparison = forComparison;
        _device.AcceptOnlyFromAmong([.. TrainingDevice.Names]);
        _arithmetic.AcceptOnlyFromAmong([.. TrainingDevice.Arithmetics]);
        _badRow.AcceptOnlyFromAmong("skip", "stop");
    }

    public IEnumerable<Option> All => _isForComparison
        ? Shared
        : [_from, _structure, _embeddings, _start, .. OfSeveralSets, _taught, _teacherTemperature, _titles, _cascade, _flips, _leaks, _name, _version, .. Shared];

    private Option[] OfSeveralSets => [_sources, _leaveOut, _windows, _isotShare, _isotMiddle, _isotMargin, _flag, _unlabelled, _unlabelledShare];

    private IEnumerable<Option> Shared =>
    [
        _epochs, _rate, _warmUp, _decay, _norm, _smoothing, _classes, _freeze, _layerDecay, _batch, _accumulation, _patience, _seed, _splitSeed, _split, _repetitions, _badRow,
        _masks, _tokens, _validationTokens, _limit, _device, _arithmetic, _lanes, _threads, _checkpoint, _pad,
    ];

    /// <summary>The recipe with what was given.</summary>
    public RunOptions Apply(ParseResult result, RunOptions options)
    {
        var tokens = result.GetValue(_tokens);
        return options with
        {
            From = result.GetValue(_from) ?? options.From,
            EmbeddingsFrom = result.GetValue(_embeddings) ?? options.EmbeddingsFrom,
            Network = Structure(result) ?? options.Network,
            Start = result.GetValue(_start) ?? options.Start,
            Variety = Apply(result, options.Variety),
            Split = result.GetValue(_split) ?? options.Split,
            SplitSeed = result.GetValue(_splitSeed) ?? options.SplitSeed,
            Repetitions = result.GetValue(_repetitions) ?? options.Repetitions,
            StopAtBadRow = result.GetValue(_badRow) == "stop",
            Leaks = result.GetValue(_leaks) ?? options.Leaks,
            Limit = result.GetValue(_limit) ?? options.Limit,
            Threads = result.GetValue(_threads) ?? options.Threads,
            Name = result.GetValue(_name) ?? options.Name,
            Version = result.GetValue(_version) ?? options.Version,
            ValidationTokens = result.GetValue(_validationTokens) ?? options.ValidationTokens,
            CascadeTokens = result.GetValue(_cascade) ?? options.CascadeTokens,
            FlipBudget = result.GetValue(_flips) ?? options.FlipBudget,
            Masks = result.GetValue(_masks) switch
            {
                null => options.Masks,
                "none" => [],
                "all" => [.. TextMasks.All.Select(mask => mask.Name)],
                var names => [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            },
            Augmentation = options.Augmentation is { } augmentation ? Apply(augmentation, result.GetValue(_titles), tokens) : null,
            Training = Apply(result, options.Training),
        };
    }

    private NetworkConfig? Structure(ParseResult result) => (result.GetValue(_structure), result.GetValue(_from)) switch
    {
        (null, _) => null,
        (_, not null) => throw new InvalidDataException("--from brings its own structure; leave --structure away."),
        var (path, _) => StructureFile.Read(path),
    };

    private VarietyOptions? Apply(ParseResult result, VarietyOptions? variety) => variety is null ? WithoutVariety(result) : variety with
    {
        Sources = result.GetValue(_sources) is { } names ? [.. Names(names)] : variety.Sources,
        LeaveOut = result.GetValue(_leaveOut) ?? variety.LeaveOut,
        WindowsPerEpoch = result.GetValue(_windows) ?? variety.WindowsPerEpoch,
        IsotShare = result.GetValue(_isotShare) ?? variety.IsotShare,
        Unlabelled = result.GetValue(_unlabelled) is { } texts ? [.. Names(texts)] : variety.Unlabelled,
        UnlabelledShare = result.GetValue(_unlabelledShare) ?? variety.UnlabelledShare,
        Flag = result.GetValue(_flag) ?? variety.Flag,
        IsotMiddle = result.GetValue(_isotMiddle) ?? variety.IsotMiddle,
        IsotMargin = result.GetValue(_isotMargin) ?? variety.IsotMargin,
    };

    private static string[] Names(string given) => given == "none" ? [] : given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private VarietyOptions? WithoutVariety(ParseResult result) =>
        Array.Find(OfSeveralSets, option => result.GetResult(option) is not null) is { } given
            ? throw new InvalidDataException($"{given.Name} belongs to a recipe of several sets; add --preset variety.")
            : null;

    /// <summary>Windows are no longer than what the network may read: [CLS] and [SEP] come on top.</summary>
    private static AugmentationOptions Apply(AugmentationOptions augmentation, int? titles, int? tokens)
    {
        var longest = Math.Min(augmentation.LongestWindow, Math.Max(2, (tokens ?? 512) - 2));
        return augmentation with
        {
            TitlesPerEpoch = titles ?? augmentation.TitlesPerEpoch,
            LongestWindow = longest,
            ShortestWindow = Math.Min(augmentation.ShortestWindow, longest),
        };
    }

    private TrainingOptions Apply(ParseResult result, TrainingOptions training) => training with
    {
        Epochs = result.GetValue(_epochs) ?? training.Epochs,
        LearningRate = result.GetValue(_rate) ?? training.LearningRate,
        WarmUpSteps = result.GetValue(_warmUp) ?? training.WarmUpSteps,
        WeightDecay = result.GetValue(_decay) ?? training.WeightDecay,
        MaximumNorm = result.GetValue(_norm) ?? training.MaximumNorm,
        LabelSmoothing = result.GetValue(_smoothing) ?? training.LabelSmoothing,
        ClassWeights = result.GetValue(_classes) ?? training.ClassWeights,
        Freeze = result.GetValue(_freeze) ?? training.Freeze,
        LayerDecay = result.GetValue(_layerDecay) ?? training.LayerDecay,
        BatchRows = result.GetValue(_batch) ?? training.BatchRows,
        Accumulation = result.GetValue(_accumulation) ?? training.Accumulation,
        TaughtShare = result.GetValue(_taught) ?? training.TaughtShare,
        TeacherTemperature = result.GetValue(_teacherTemperature) ?? training.TeacherTemperature,
        Patience = result.GetValue(_patience) ?? training.Patience,
        Seed = result.GetValue(_seed) ?? training.Seed,
        MaximumTokens = result.GetValue(_tokens) ?? training.MaximumTokens,
        Device = result.GetValue(_device) ?? training.Device,
        Arithmetic = result.GetValue(_arithmetic) ?? training.Arithmetic,
        Lanes = result.GetValue(_lanes) ?? training.Lanes,
        CheckpointSteps = result.GetValue(_checkpoint) ?? training.CheckpointSteps,
        PadToMaximum = result.GetValue(_pad) || training.PadToMaximum,
    };
}
