using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Tests.Tokenization;
using FakeNews.Grains.Tokenization;
using FakeNews.Tests.Support;

namespace FakeNews.Grains.Tests.Text;

/// <summary>Holds the sample files to what their README promises.</summary>
public sealed class SampleFilesTests
{
    private static readonly Sample[] Articles = [.. Lines("articles.jsonl").Select(Parse)];

    [Fact]
    public void There_are_enough_articles_and_each_has_its_own_id_and_address()
    {
        Assert.True(Articles.Length >= 72);
        Assert.Equal(Articles.Length, Articles.Select(article => article.Id).Distinct().Count());
        Assert.Equal(Articles.Length, Articles.Select(article => article.Url).Distinct().Count());
        Assert.All(Articles, article => Assert.True(article.Title is not null || article.Text is not null));
        Assert.True(Articles.Select(article => article.Source).Distinct().Count() >= 8);
    }

    [Fact]
    public void Addresses_belong_to_nobody() => Assert.All(Articles, article =>
    {
        var host = new Uri(article.Url).Host;
        Assert.True(host.EndsWith(".example", StringComparison.Ordinal) || host.EndsWith("example.org", StringComparison.Ordinal), host);
    });

    [Fact]
    public void No_sentence_is_there_twice()
    {
        var sentences = Articles.SelectMany(article => (article.Text ?? "").Split(". ")).Where(sentence => sentence.Length > 30).ToArray();
        Assert.Empty(sentences.GroupBy(sentence => sentence).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void At_least_eight_are_longer_than_a_model_reads()
    {
        var tokenizer = new WordPieceTokenizer(GoldenFiles.Vocabulary);
        Assert.True(Articles.Count(article => tokenizer.Encode($"{article.Title} {article.Text}").Length > 512) >= 8);
    }

    [Fact]
    public void One_headline_carries_mark_up() =>
        Assert.Contains(Articles, article => article.Title?.StartsWith("<img src=x onerror=", StringComparison.Ordinal) == true);

    [Fact]
    public void Broken_records_are_one_a_line_and_none_of_them_is_a_judgeable_English_article()
    {
        var lines = Lines("broken.jsonl");
        Assert.True(lines.Length >= 8);
        Assert.All(lines, line => Assert.False(IsJudgeable(line), line));
    }

    [Fact]
    public void Plain_statements_are_enough_and_different()
    {
        var statements = Lines("plain-statements.jsonl").Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.True(statements.Length >= 48);
        Assert.Equal(statements.Length, statements.Select(statement => statement.GetProperty("text").GetString()).Distinct().Count());
        Assert.Equal(statements.Length, statements.Select(statement => statement.GetProperty("id").GetString()).Distinct().Count());
    }

    private static Sample Parse(string line)
    {
        var article = JsonSerializer.Deserialize(line, ContractJson.Default.Article)!;
        return new Sample(article.Id, article.Url!, article.Title, article.Text, article.Source!);
    }

    private static bool IsJudgeable(string line)
    {
        try
        {
            var article = JsonSerializer.Deserialize(line, ContractJson.Default.Article);
            return article is { Language: null or "en" } && !string.IsNullOrWhiteSpace(article.Title + article.Text);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string[] Lines(string name) => File.ReadAllLines(Path.Combine(SharedFolder.Repository, "samples", name));

    private sealed record Sample(string Id, string Url, string? Title, string? Text, string Source);
}
