using FakeNews.Grains.Text;
using FakeNews.Trainer.Training;
using FakeNews.Trainer.Variety;

namespace FakeNews.Trainer.Runs;

/// <summary>Refuses options that can't work before anything is read.</summary>
public static class RunOptionsCheck
{
    /// <summary>Checks.</summary>
    /// <exception cref="InvalidDataException">One sentence that says what to change.</exception>
    public static void Require(RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Must(!options.Files.IsEmpty || options.DataFolder is not null, "Name article files, or with --data the folder with the article sets.");
        Must(options.DataFolder is null || Directory.Exists(options.DataFolder), $"There is no folder {options.DataFolder}; --data names the folder with the article sets.");
        Must(options.EmbeddingsFrom is null || File.Exists(Path.Combine(options.EmbeddingsFrom, "model.safetensors")),
            $"There is no {options.EmbeddingsFrom}/model.safetensors; --embeddings-from names the folder of a pretrained encoder.");
        Must(options.From is null || Directory.Exists(options.From), $"There is no folder {options.From}; --from names the folder of a pretrained network as Hugging Face stores it.");
        Must(options.From is null || options.EmbeddingsFrom is null, "--from brings its own embeddings; leave --embeddings-from away.");
        Must(options.Preset != "study" || options.From is not null, "--preset study fine-tunes a pretrained network; --from names its folder, such as google/mobilebert-uncased as Hugging Face stores it.");
        Must(options.Start is null || (options.From is null && options.EmbeddingsFrom is null), "--start brings its own weights; leave --from and --embeddings-from away.");
        Must(options.Start is null || Directory.Exists(options.Start) || File.Exists(options.Start), $"There is no {options.Start}; --start names a model package's folder or .zip.");
        Require(options.Variety);
        Must(options.Limit is null or >= 10, "--limit must be 10 or more.");
        Must(options.Threads >= 1, "--threads must be 1 or more.");
        Must(options.ValidationTokens >= 2, "--validation-tokens must be 2 or more.");
        Must(options.CascadeTokens is 0 or >= 3, "--cascade must be 0 (read at once) or 3 tokens or more.");
        Must(options.FlipBudget is >= 0 and < 1, "--flip-budget must be from 0 to below 1.");
        Must(options.Augmentation is null or { TitlesPerEpoch: >= 0 }, "--titles must be 0 or more.");
        var known = TextMasks.All.Select(mask => mask.Name).ToHashSet(StringComparer.Ordinal);
        Must(options.Masks.All(known.Contains), $"--masks takes all, none, or some of {string.Join(", ", known)}.");
        Require(options.Training, options.Network.MaximumPositions, options.From is null ? options.Network.Depth : int.MaxValue);
    }

    private static void Require(VarietyOptions? variety)
    {
        if (variety is null)
        {
            return;
        }

        Must(variety.LeaveOut is not { } name || variety.Sources.Contains(name), $"--leave-out names one of the sets that are learned beside ISOT: {string.Join(", ", variety.Sources)}.");
        Must(variety.WindowsPerEpoch >= 10, "--windows must be 10 or more.");
        Must(variety.IsotShare is >= 0 and < 1, "--isot-share must be from 0 to below 1.");
        Must(variety.UnlabelledShare >= 0 && variety.IsotShare + variety.UnlabelledShare < 1, "--unlabelled-share must be 0 or more and leave something of the windows beside --isot-share.");
        Must(variety.Flag is >= 0.5 and < 1, "--flag must be from 0.5 to below 1.");
        Must(variety.IsotMiddle is >= -20 and <= 20, "--isot-middle must be from -20 to 20.");
        Must(variety.IsotMargin is >= 0 and <= 20, "--isot-margin must be from 0 to 20.");
    }

    private static void Require(TrainingOptions training, int positions, int depth)
    {
        Must(training.Epochs >= 1, "--epochs must be 1 or more.");
        Must(training.BatchRows >= 1, "--batch must be 1 or more.");
        Must(training.Accumulation >= 1, "--accumulation must be 1 or more.");
        Must(training.LearningRate > 0, "--learning-rate must be above 0.");
        Must(training.MaximumTokens >= 2 && training.MaximumTokens <= positions, $"--maximum-tokens must be from 2 to {positions}.");
        Must(training.WarmUpSteps >= 0, "--warm-up must be 0 or more.");
        Must(training.WeightDecay is >= 0 and < 1, "--weight-decay must be from 0 to below 1.");
        Must(training.MaximumNorm > 0, "--maximum-norm must be above 0.");
        Must(training.LabelSmoothing is >= 0 and < 1, "--label-smoothing must be from 0 to below 1.");
        Must(training.TaughtShare is >= 0 and <= 1, "--taught must be from 0 to 1.");
        Must(training.TaughtShare == 0 || training.ClassWeights is "none" or "", "--class-weights don't go with a teacher; set --taught 0 or leave them away.");
        Must(training.TeacherTemperature > 0, "--teacher-temperature must be above 0.");
        Must(training.Patience >= 1, "--patience must be 1 or more.");
        Must(training.Lanes is >= 1 and <= 64, "--lanes must be from 1 to 64.");
        Must(training.CheckpointSteps >= 1, "--checkpoint-steps must be 1 or more.");
        Must(training.LayerDecay is > 0 and <= 1, "--layer-decay must be above 0 and at most 1.");
        ClassWeights.Parse(training.ClassWeights, [0, 1]);
        FrozenParts.Parse(training.Freeze, depth);
    }

    private static void Must(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new InvalidDataException(sentence);
        }
    }
}
