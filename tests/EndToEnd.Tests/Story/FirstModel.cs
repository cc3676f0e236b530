using System.Text.Json;
using FakeNews.EndToEnd.Tests.Life;
using FakeNews.Tests.Support;

namespace FakeNews.EndToEnd.Tests.Story;

/// <summary>The story's base data, and the small MobileBERT that <c>fakenews-trainer train</c> makes of it in seconds.</summary>
internal static class FirstModel
{
    /// <summary>Longest input, in tokens.</summary>
    public const int Tokens = 96;

    private const string Structure = """
        {
          "model_type": "mobilebert", "vocab_size": 700, "embedding_size": 16, "hidden_size": 48, "intra_bottleneck_size": 24, "intermediate_size": 48, "num_hidden_layers": 2,
          "num_attention_heads": 4, "num_feedforward_networks": 1, "max_position_embeddings": 96, "attention_probs_dropout_prob": 0, "classifier_activation": false
        }
        """;

    /// <summary>The file of plain true statements beside the data, for the gate: those of the product are in words that so small a model has never read.</summary>
    public static string Statements(string data) => Path.Combine(Path.GetDirectoryName(data)!, "statements.jsonl");

    /// <summary>Trains it.</summary>
    /// <param name="folder">Where all of it lies.</param>
    /// <returns>The folders of the data and of the package.</returns>
    public static async Task<(string Data, string Package)> TrainAsync(string folder)
    {
        var (data, package, structure) = (Path.Combine(folder, "data"), Path.Combine(folder, "first-model"), Path.Combine(folder, "config.json"));
        await File.WriteAllTextAsync(structure, Structure);
        // Enough of them that the gate's fixed held-out set, some one in seven, can tell a loss from chance.
        var articles = Rows(1, 4_000).ToList();
        ArticleSetFile.Write(data, "isot", "isot_bodies", articles);
        ArticleSetFile.Write(data, "isot", "isot_titles_full", articles.Select(static row => row with { Text = "" }));
        // A second set, of the name under which the gate looks for one from another source.
        ArticleSetFile.Write(data, "celebrity", "celebrity", Rows(2, 80));
        await File.WriteAllLinesAsync(Statements(data), MadeUpNews.Statements().Select(static text => JsonSerializer.Serialize(new { text })));
        var (code, output, errors) = await ProgramProcess.RunAsync(
            TrainerProgram.Path, "", StoryTests.Bound,
            "train", "--data", data, "--output", package, "--run", Path.Combine(folder, "run"), "--name", "story", "--structure", structure, "--maximum-tokens", $"{Tokens}", "--validation-tokens", $"{Tokens}",
            "--epochs", "2", "--batch", "16", "--learning-rate", "4e-3", "--warm-up", "20", "--titles", "100", "--lanes", "1", "--leaks", "false");
        Assert.True(code == 0, output + errors);
        return (data, package);
    }

    private static IEnumerable<(string Id, string Title, string Text, int Label)> Rows(int seed, int count) =>
        MadeUpNews.Write(seed, count, Manner.Loud, Manner.Sober).Select(static (row, number) => ($"base-{number}", row.Text.Title, row.Text.Body!, MadeUpNews.IsFake(row.Manner) ? 0 : 1));
}
