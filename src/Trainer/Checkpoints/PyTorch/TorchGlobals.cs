namespace FakeNews.Trainer.Checkpoints.PyTorch;

/// <summary>The few names that a pickle of tensors needs. Any other is refused, so that no checkpoint can make this program do anything.</summary>
internal static class TorchGlobals
{
    private static readonly PickleGlobal OrderedDict = new("collections", "OrderedDict");
    private static readonly PickleGlobal RebuildTensor = new("torch._utils", "_rebuild_tensor_v2");
    private static readonly PickleGlobal RebuildParameter = new("torch._utils", "_rebuild_parameter");

    private static readonly Dictionary<PickleGlobal, TensorType> Storages = new()
    {
        [new("torch", "FloatStorage")] = TensorType.F32,
        [new("torch", "DoubleStorage")] = TensorType.F64,
        [new("torch", "HalfStorage")] = TensorType.F16,
        [new("torch", "BFloat16Storage")] = TensorType.BF16,
        [new("torch", "LongStorage")] = TensorType.I64,
        [new("torch", "IntStorage")] = TensorType.I32,
        [new("torch", "ShortStorage")] = TensorType.I16,
        [new("torch", "CharStorage")] = TensorType.I8,
        [new("torch", "ByteStorage")] = TensorType.U8,
        [new("torch", "BoolStorage")] = TensorType.Bool,
    };

    /// <summary>Lets a name pass.</summary>
    /// <exception cref="CheckpointException">It is not one that tensors need.</exception>
    public static PickleGlobal Allow(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        return global == OrderedDict || global == RebuildTensor || global == RebuildParameter || Storages.ContainsKey(global)
            ? global
            : throw new CheckpointException($"it asks for {global}, and only tensors are read; save the state_dict, or convert it to .safetensors");
    }

    /// <summary>What a call gives: a dictionary or a tensor.</summary>
    public static object? Call(object? callable, object?[] arguments) => (callable as PickleGlobal, arguments) switch
    {
        (var global, []) when global == OrderedDict => new PickleDictionary(),
        (var global, [List<object?> pairs]) when global == OrderedDict => Filled(pairs),
        (var global, [StorageReference storage, long offset, object?[] shape, object?[] strides, _, ..]) when global == RebuildTensor =>
            new StoredTensor(storage, offset, new TensorShape(Integers(shape)), Integers(strides)),
        (var global, [StoredTensor tensor, ..]) when global == RebuildParameter => tensor,
        _ => throw new CheckpointException($"it calls {callable} with {arguments.Length} arguments that do not make a tensor"),
    };

    /// <summary>What a persistent id stands for: always a storage.</summary>
    public static StorageReference Storage(object? id)
    {
        if (id is object?[] and ["storage", PickleGlobal type, string key, string, long count, ..] parts && Storages.TryGetValue(type, out var element) && count >= 0)
        {
            return parts is [_, _, _, _, _] or [_, _, _, _, _, null]
                ? new StorageReference(element, key, count)
                : throw new CheckpointException($"storage {key} is a view of another one, as PyTorch before 0.4 wrote it");
        }

        throw new CheckpointException("it has a persistent id that is not a storage");
    }

    private static long[] Integers(object?[] values) => [.. values.Select(static value => (long)value!)];

    private static PickleDictionary Filled(List<object?> pairs)
    {
        var dictionary = new PickleDictionary();
        foreach (var pair in pairs)
        {
            switch (pair)
            {
                case object?[] and [var key, var value]:
                    dictionary.Set(key, value);
                    break;
                case List<object?> and [var key, var value]:
                    dictionary.Set(key, value);
                    break;
                default:
                    throw new CheckpointException("it has an OrderedDict of something else than pairs");
            }
        }

        return dictionary;
    }
}
