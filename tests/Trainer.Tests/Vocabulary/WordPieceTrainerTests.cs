using FakeNews.Grains.Tokenization;
using FakeNews.Trainer.Vocabulary;

namespace FakeNews.Trainer.Tests.Vocabulary;

public sealed class WordPieceTrainerTests
{
    private static readonly Dictionary<string, long> Words = new()
    {
        ["low"] = 5,
        ["lower"] = 2,
        ["newest"] = 6,
        ["widest"] = 3,
        ["!"] = 4,
    };

    [Fact]
    public void The_most_frequent_pairs_are_joined_first()
    {
        var pieces = WordPieceTrainer.Train(Words, 200);
        var merged = pieces.Skip(pieces.ToList().FindLastIndex(piece => piece.Replace("##", "", StringComparison.Ordinal).Length == 1) + 1).ToList();

        // s-t and e-s occur 9 times; of equals the pair whose pieces come first in the alphabet: e-s.
        Assert.Equal(["##es", "##est"], merged.Take(2));
        Assert.Contains("low", merged);
        Assert.Contains("newest", merged);
        Assert.DoesNotContain("!", merged);
    }

    [Fact]
    public void Special_tokens_and_alphabet_come_first_and_the_size_is_kept()
    {
        var pieces = WordPieceTrainer.Train(Words, 32);

        Assert.Equal(WordPieceTrainer.SpecialTokens, pieces.Take(5));
        Assert.Equal(32, pieces.Count);
        Assert.Equal(pieces.Count, pieces.Distinct().Count());
    }

    [Fact]
    public void The_order_of_the_words_does_not_matter()
    {
        var random = new Random(2);
        var words = Enumerable.Range(0, 400).Select(_ => KeyValuePair.Create(Word(random), (long)random.Next(1, 9))).DistinctBy(word => word.Key).ToArray();
        var once = WordPieceTrainer.Train(words, 300);
        random.Shuffle(words);

        Assert.Equal(once, WordPieceTrainer.Train(words, 300));
    }

    [Fact]
    public void Counts_kept_up_to_date_equal_counts_made_afresh_after_every_join()
    {
        var random = new Random(4);
        var words = Enumerable.Range(0, 200).Select(_ => KeyValuePair.Create(Word(random), (long)random.Next(1, 9))).DistinctBy(word => word.Key).ToArray();

        Assert.Equal(Naive(words, 120), WordPieceTrainer.Train(words, 120));
    }

    [Fact]
    public void A_size_below_the_alphabet_is_refused() =>
        Assert.Contains("too small", Assert.Throws<ArgumentException>(() => WordPieceTrainer.Train(Words, 10)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_rare_character_does_not_spoil_the_alphabet()
    {
        var pieces = WordPieceTrainer.Train(new Dictionary<string, long>(Words) { ["\u2603low"] = 1 }, 200, maximumAlphabet: 11);

        Assert.DoesNotContain("\u2603", pieces);
        Assert.Contains("low", pieces);
    }

    [Fact]
    public void Every_text_it_was_learned_from_is_tokenized_without_unknowns()
    {
        const string Text = "The minister's office said on Monday that nobody had been hurt. \"We'll see,\" she added; 41% agreed!";
        var counter = new WordCounter();
        counter.Add(Text);
        counter.Add(Text);
        var vocabulary = new FakeNews.Grains.Tokenization.Vocabulary(WordPieceTrainer.Train(counter.Counts, 400));

        Assert.DoesNotContain(vocabulary.Unknown, new WordPieceTokenizer(vocabulary).Encode(Text));
        Assert.Equal(2, counter.Counts["minister"]);
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => "abcde"[random.Next(5)]));

    private static List<string> Naive(KeyValuePair<string, long>[] words, int size)
    {
        var letters = words.SelectMany(word => word.Key).Distinct().Order().Select(c => c.ToString()).ToList();
        List<string> pieces = [.. WordPieceTrainer.SpecialTokens, .. letters, .. letters.Select(c => "##" + c)];
        var spelled = words.Select(word => (Pieces: word.Key.Select((c, i) => pieces.IndexOf(i == 0 ? c.ToString() : "##" + c)).ToList(), word.Value)).ToList();
        while (pieces.Count < size)
        {
            var pairs = new Dictionary<(int, int), long>();
            foreach (var (word, count) in spelled)
            {
                foreach (var pair in word.Zip(word.Skip(1)))
                {
                    pairs[pair] = pairs.GetValueOrDefault(pair) + count;
                }
            }

            var best = pairs.Where(pair => pair.Value >= 2).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key).FirstOrDefault((-1, -1));
            if (best == (-1, -1))
            {
                break;
            }

            var joined = pieces[best.Item1] + pieces[best.Item2][2..];
            var id = pieces.IndexOf(joined);
            if (id < 0)
            {
                id = pieces.Count;
                pieces.Add(joined);
            }

            foreach (var (word, _) in spelled)
            {
                for (var i = 0; i + 1 < word.Count; i++)
                {
                    if ((word[i], word[i + 1]) == best)
                    {
                        word[i] = id;
                        word.RemoveAt(i + 1);
                    }
                }
            }
        }

        return pieces;
    }
}
