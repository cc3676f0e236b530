namespace FakeNews.Trainer.Runs;

/// <summary>Refuses options that can't work before anything is read.</summary>
public static class RunOptionsCheck
{
    /// <summary>Checks.</summary>
    /// <exception cref="InvalidDataException">One sentence that says what to change.</exception>
    public static void Require(RunOptions options)
    {
        var training = options.Training;
        Must(Directory.Exists(options.DataFolder), $"There is no folder {options.DataFolder}; --data names the folder with the article sets.");
        Must(options.EmbeddingsFrom is null || File.Exists(Path.Combine(options.EmbeddingsFrom, "model.safetensors")),
            $"There is no {options.EmbeddingsFrom}/model.safetensors; --embeddings-from names the folder of a pretrained encoder.");
        Must(training.Epochs >= 1, "--epochs must be 1 or more.");
        Must(training.BatchRows >= 1, "--batch must be 1 or more.");
        Must(training.Accumulation >= 1, "--accumulation must be 1 or more.");
        Must(training.LearningRate > 0, "--learning-rate must be above 0.");
        Must(training.MaximumTokens >= 2 && training.MaximumTokens <= options.Network.MaximumPositions, $"--maximum-tokens must be from 2 to {options.Network.MaximumPositions}.");
        Must(options.Limit is null or >= 10, "--limit must be 10 or more.");
        Must(options.Threads >= 1, "--threads must be 1 or more.");
        Must(options.Augmentation is null or { TitlesPerEpoch: >= 0 }, "--titles must be 0 or more.");
    }

    private static void Must(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new InvalidDataException(sentence);
        }
    }
}
