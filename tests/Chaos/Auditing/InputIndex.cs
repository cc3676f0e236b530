namespace FakeNews.Chaos.Auditing;

/// <summary>The accepted articles by place, each with what was found of it.</summary>
internal sealed class InputIndex
{
    private readonly Dictionary<int, Entry[]> _partitions;

    public InputIndex(IReadOnlyDictionary<int, IReadOnlyList<InputRecord>> inputs)
    {
        _partitions = inputs.ToDictionary(pair => pair.Key, pair => pair.Value.Select(record => new Entry(record)).ToArray());
        foreach (var (partition, entries) in _partitions)
        {
            for (var index = 1; index < entries.Length; index++)
            {
                if (entries[index].Record.Offset <= entries[index - 1].Record.Offset)
                {
                    throw new ArgumentException($"The records of partition {partition} do not ascend by offset.", nameof(inputs));
                }
            }
        }
    }

    public IEnumerable<(int Partition, Entry[] Entries)> Partitions => _partitions.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value));

    /// <summary>The article at a place, or null.</summary>
    public Entry? Find(int partition, long offset)
    {
        if (!_partitions.TryGetValue(partition, out var entries) || entries.Length == 0)
        {
            return null;
        }

        var index = FirstAtOrAfter(entries, offset);
        return index < entries.Length && entries[index].Record.Offset == offset ? entries[index] : null;
    }

    /// <summary>Index of the first article at an offset or after it; without gaps that is found at once.</summary>
    public static int FirstAtOrAfter(Entry[] entries, long offset)
    {
        var (low, high) = (0L, (long)entries.Length);
        if (entries.Length > 0 && offset - entries[0].Record.Offset is >= 0 and var guess && guess < high && entries[guess].Record.Offset == offset)
        {
            return (int)guess;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = entries[middle].Record.Offset < offset ? (middle + 1, high) : (low, middle);
        }

        return (int)low;
    }

    /// <summary>One article and its results.</summary>
    internal sealed class Entry(InputRecord record)
    {
        public InputRecord Record => record;

        /// <summary>The result that was visible first.</summary>
        public ResultRecord? First { get; set; }

        public int Verdicts { get; set; }

        public int DeadLetters { get; set; }

        /// <summary>Verdicts that ask for a copy on the flagged topic.</summary>
        public int FlaggedVerdicts { get; set; }

        /// <summary>Copies on the flagged topic.</summary>
        public int Copies { get; set; }

        /// <summary>How many results it was told to have.</summary>
        public int Wanted { get; set; } = 1;
    }
}
