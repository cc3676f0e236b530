namespace FakeNews.Trainer.Checkpoints.PyTorch;

/// <summary>A dict or OrderedDict of a pickle, in the order it was filled; a later value replaces an earlier one.</summary>
internal sealed class PickleDictionary
{
    private readonly OrderedDictionary<string, object?> _items = new(StringComparer.Ordinal);

    /// <summary>The items with a text as key; others (optimizers count their parameters by number) hold nothing that is looked for.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Items => [.. _items];

    /// <summary>The value of a key, or null.</summary>
    public object? this[string key] => _items.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value.</summary>
    public void Set(object? key, object? value)
    {
        if (key is string text)
        {
            _items[text] = value;
        }
    }
}
