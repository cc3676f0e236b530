namespace FakeNews.Trainer.Training;

/// <summary>
/// Forms batches of samples of like length: shuffled, cut into pools, each pool sorted by length and cut into batches, the batches shuffled. Padding is then
/// a few percent, and the order stays random.
/// </summary>
public static class LengthBuckets
{
    private const int BatchesPerPool = 50;

    /// <summary>Number of batches that <see cref="Shuffled"/> gives.</summary>
    public static int BatchCount(int samples, int rows)
    {
        var pool = rows * BatchesPerPool;
        return (samples / pool * BatchesPerPool) + (((samples % pool) + rows - 1) / rows);
    }

    /// <summary>Batches of up to <paramref name="rows"/> samples in random order.</summary>
    public static IReadOnlyList<IReadOnlyList<Sample>> Shuffled(IReadOnlyList<Sample> samples, int rows, Random random)
    {
        var shuffled = samples.ToArray();
        random.Shuffle(shuffled);
        var batches = shuffled.Chunk(rows * BatchesPerPool)
            .SelectMany(pool => pool.OrderBy(sample => sample.Ids.Length).Chunk(rows))
            .ToArray();
        random.Shuffle(batches);
        return batches;
    }
}
