namespace FakeNews.Trainer.Data;

/// <summary>What is done with rows that hold no labelled article: count them and go on, or stop at the first.</summary>
/// <param name="stop">Whether to stop.</param>
/// <param name="say">Told of the first few in a line each; file names and reasons only, nothing of the rows.</param>
public sealed class BadRows(bool stop, Action<string> say)
{
    private const int Shown = 20;

    /// <summary>Rows left out so far.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a row.</summary>
    /// <exception cref="InvalidDataException">It stops the run.</exception>
    public void Report(BadRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (stop)
        {
            throw new InvalidDataException($"{row}. --on-bad-row skip leaves such rows out.");
        }

        if (++Count <= Shown)
        {
            say($"Left out: {row}");
        }
    }
}
