namespace FakeNews.Trainer.Checkpoints.PyTorch;

/// <summary>Finds the named tensors in what a file holds: at the top, or in the one dictionary within that has some.</summary>
internal static class StateDictionary
{
    private static readonly string[] UsualNames = ["state_dict", "model_state_dict", "model"];

    /// <summary>The tensors by name.</summary>
    /// <exception cref="CheckpointException">There are none, or more than one dictionary could be meant.</exception>
    public static IReadOnlyList<KeyValuePair<string, StoredTensor>> Find(object? content)
    {
        if (content is not PickleDictionary top)
        {
            throw new CheckpointException("it does not hold a dictionary of tensors");
        }

        var own = Tensors(top);
        if (own.Count > 0)
        {
            return own;
        }

        var inner = top.Items.Where(static item => item.Value is PickleDictionary within && Tensors(within).Count > 0).ToArray();
        var usual = UsualNames.Where(name => inner.Any(item => item.Key == name)).Take(1).ToArray();
        return (inner, usual) switch
        {
            (_, [var name]) => Tensors((PickleDictionary)top[name]!),
            ([var only], _) => Tensors((PickleDictionary)only.Value!),
            ([], _) => throw new CheckpointException("it holds no tensors"),
            _ => throw new CheckpointException($"it holds several dictionaries of tensors: {string.Join(", ", inner.Select(static item => item.Key))}"),
        };
    }

    private static List<KeyValuePair<string, StoredTensor>> Tensors(PickleDictionary dictionary) =>
        [.. dictionary.Items.Where(static item => item.Value is StoredTensor).Select(static item => KeyValuePair.Create(item.Key, (StoredTensor)item.Value!))];
}
