using System.Text.Json;

namespace FakeNews.Trainer.Checkpoints;

/// <summary>The word pieces of a folder as Hugging Face stores it: <c>vocab.txt</c>, else <c>tokenizer.json</c>.</summary>
public static class CheckpointVocabulary
{
    /// <summary>Pieces by id.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="CheckpointException">There is none, it is of a kind that our tokenizer does not have, or it can't be read.</exception>
    public static IReadOnlyList<string> Read(string folder)
    {
        RequireLowerCase(Path.Combine(folder, "tokenizer_config.json"));
        var lines = Path.Combine(folder, Checkpoint.VocabularyName);
        if (File.Exists(lines))
        {
            return File.ReadAllLines(lines);
        }

        var path = Path.Combine(folder, Checkpoint.TokenizerName);
        return File.Exists(path)
            ? OfTokenizer(path)
            : throw new CheckpointException($"{folder} has neither {Checkpoint.VocabularyName} nor {Checkpoint.TokenizerName}; a network is of no use without its word pieces.");
    }

    private static string[] OfTokenizer(string path)
    {
        var root = Parse(path);
        if (!root.TryGetProperty("model", out var model) || model.ValueKind != JsonValueKind.Object
            || !model.TryGetProperty("vocab", out var vocabulary) || vocabulary.ValueKind != JsonValueKind.Object
            || (model.TryGetProperty("type", out var type) && type.ToString() != "WordPiece"))
        {
            throw new CheckpointException($"{path} holds no WordPiece vocabulary; only the word pieces of BERT and its kin are supported.");
        }

        if (root.TryGetProperty("normalizer", out var normalizer) && normalizer.ValueKind == JsonValueKind.Object
            && normalizer.TryGetProperty("lowercase", out var lower) && lower.ValueKind == JsonValueKind.False)
        {
            throw Cased(path);
        }

        var pieces = new Dictionary<int, string>();
        foreach (var piece in vocabulary.EnumerateObject())
        {
            Add(path, pieces, piece.Name, piece.Value);
        }

        if (root.TryGetProperty("added_tokens", out var added) && added.ValueKind == JsonValueKind.Array)
        {
            foreach (var token in added.EnumerateArray().Where(static token => token.TryGetProperty("id", out _) && token.TryGetProperty("content", out _)))
            {
                Add(path, pieces, token.GetProperty("content").ToString(), token.GetProperty("id"));
            }
        }

        return pieces.Count > 0 && Enumerable.Range(0, pieces.Count).All(pieces.ContainsKey)
            ? [.. Enumerable.Range(0, pieces.Count).Select(id => pieces[id])]
            : throw new CheckpointException($"{path} has gaps among the ids of its vocabulary.");
    }

    private static void Add(string path, Dictionary<int, string> pieces, string piece, JsonElement id)
    {
        if (id.ValueKind != JsonValueKind.Number || !id.TryGetInt32(out var number) || number < 0 || (pieces.TryGetValue(number, out var other) && other != piece))
        {
            throw new CheckpointException($"{path} gives an id twice, or one that is no number.");
        }

        pieces[number] = piece;
    }

    private static void RequireLowerCase(string path)
    {
        if (File.Exists(path) && Parse(path).TryGetProperty("do_lower_case", out var lower) && lower.ValueKind == JsonValueKind.False)
        {
            throw Cased(path);
        }
    }

    private static CheckpointException Cased(string path) => new($"{path} describes a cased tokenizer; only uncased models are supported, because serving lower-cases its texts.");

    private static JsonElement Parse(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new CheckpointException($"{path} is not a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new CheckpointException($"{path} is not valid JSON: {exception.Message}", exception);
        }
    }
}
