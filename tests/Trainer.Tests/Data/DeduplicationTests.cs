using FakeNews.Trainer.Data;
using FakeNews.Trainer.Data.NearDuplicates;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Trainer.Tests.Data;

public sealed class DeduplicationTests
{
    private static readonly string[] Words = [.. Enumerable.Range(0, 2000).Select(i => $"word{i}")];

    [Fact]
    public void Exact_repetitions_go_whatever_their_case_and_punctuation_and_the_first_stays()
    {
        var set = Deduplication.Apply([Article("a", "Hello, World!"), Article("b", "hello world"), Article("c", "Another"), Article("d", "HELLO - WORLD")], null);

        Assert.Equal(["a", "c"], set.Articles.Select(article => article.Id));
        Assert.Equal((4, 2, 0, 0), (set.Total, set.Exact, set.Near, set.Conflicting));
    }

    [Fact]
    public void Equal_articles_with_both_labels_all_go()
    {
        var set = Deduplication.Apply([Article("a", "Same text"), Article("b", "Same text", 1), Article("c", "Same text"), Article("d", "Other")]);

        Assert.Equal("d", Assert.Single(set.Articles).Id);
        Assert.Equal(3, set.Conflicting);
    }

    [Fact]
    public void An_edited_copy_is_near_unless_its_label_differs()
    {
        var random = new Random(5);
        var text = Text(random, 300);
        var edited = text.Replace(text.Split(' ')[150], "edited", StringComparison.Ordinal);
        var set = Deduplication.Apply([Article("a", text), Article("b", Text(random, 300)), Article("c", edited), Article("d", edited + " again", 1)]);

        Assert.Equal(["a", "b", "d"], set.Articles.Select(article => article.Id));
        Assert.Equal((0, 1, 0), (set.Exact, set.Near, set.Conflicting));
    }

    [Fact]
    public void Hashing_finds_what_comparing_all_with_all_finds()
    {
        var random = new Random(6);
        var texts = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            var words = Text(random, 200).Split(' ');
            texts.Add(string.Join(' ', words));
            foreach (var _ in Enumerable.Range(0, i % 3))
            {
                words[random.Next(words.Length)] = "changed" + random.Next(1000);
                texts.Add(string.Join(' ', words));
            }
        }

        var runs = texts.Select(Shingles.Of).ToList();
        var groups = NearDuplicateGroups.Find(texts, 0.8, (_, _) => true);
        for (var i = 0; i < texts.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Shingles.Similarity(runs[i], runs[j]) >= 0.8)
                {
                    Assert.Equal(groups[j], groups[i]);
                }
            }
        }

        Assert.Equal(60, groups.Distinct().Count());
    }

    [Fact]
    public void Signatures_agree_as_often_as_sets_have_elements_in_common()
    {
        var random = new Random(7);
        var hash = new MinHash(3);
        var agreed = 0;
        foreach (var _ in Enumerable.Range(0, 200))
        {
            var common = Enumerable.Range(0, 60).Select(_ => (uint)random.NextInt64(uint.MaxValue)).ToArray();
            uint[] Set() => [.. common, .. Enumerable.Range(0, 20).Select(_ => (uint)random.NextInt64(uint.MaxValue))];
            agreed += hash.Sign(Set()).Zip(hash.Sign(Set())).Count(pair => pair.First == pair.Second);
        }

        Assert.Equal(0.6, (double)agreed / (200 * MinHash.Size), 0.02);
    }

    [Fact]
    public void Nothing_is_lost_and_nothing_is_taken_twice() => Prop.ForAll(Gen.Choose(0, 12).Two().ArrayOf().ToArbitrary(), rows =>
    {
        var articles = rows.Select((row, i) => Article($"{i}", string.Join(' ', Enumerable.Range(row.Item1, 8)), row.Item2 % 2)).ToList();
        var set = Deduplication.Apply(articles);
        var again = Deduplication.Apply(set.Articles);
        return set.Articles.Count + set.Exact + set.Near + set.Conflicting == articles.Count && again.Articles.SequenceEqual(set.Articles) && set.Articles.All(articles.Contains);
    }).QuickCheckThrowOnFailure();

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    private static LabelledArticle Article(string id, string text, int label = 0) => new(id, "", text, label);
}
