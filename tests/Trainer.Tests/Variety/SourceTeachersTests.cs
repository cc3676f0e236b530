using FakeNews.Trainer.Baselines;
using FakeNews.Trainer.Training;
using FakeNews.Trainer.Variety;

namespace FakeNews.Trainer.Tests.Variety;

public sealed class SourceTeachersTests
{
    private static readonly string[] Pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "alpha", "beta", "gam", "##ma", "delta"];
    private static readonly TfIdfOptions Words = new() { LongestSequence = 1, MinimumTexts = 1 };

    [Fact]
    public void Pieces_become_the_words_they_came_from() =>
        Assert.Equal(" alpha gamma beta", new PieceWords(Pieces).Text([2, 5, 7, 8, 4, 6, 3]));

    [Fact]
    public void A_set_is_taught_by_what_the_others_say()
    {
        // alpha is the real articles' word in the first set, the fake ones' in the second.
        var teachers = Fit(Set(real: 5, fake: 6), Set(real: 6, fake: 5));

        Assert.True(teachers.LogOdds(0, [[2, 5, 5, 3]])![0] < 0);
        Assert.True(teachers.LogOdds(1, [[2, 5, 5, 3]])![0] > 0);
    }

    [Fact]
    public void Isot_is_taught_but_teaches_nobody()
    {
        var teachers = Fit(Set(real: 5, fake: 6) with { IsIsot = true }, Set(real: 6, fake: 5), Set(real: 6, fake: 9));

        var odds = teachers.LogOdds(0, [[2, 5, 5, 3], [2, 6, 3]])!;
        Assert.True(odds[0] < 0 && odds[1] > 0);
        Assert.True(teachers.LogOdds(1, [[2, 6, 3]])![0] > 0);
    }

    [Fact]
    public void Both_labels_of_an_uneven_set_count_alike()
    {
        var uneven = new LearnedSource([.. Enumerable.Range(0, 90).Select(i => Article(i < 80 ? 5 : 6, i < 80 ? 1 : 0))], 2, false);
        var teachers = Fit(uneven, Set(real: 9, fake: 7));

        // It knows no word of this text, so what is left is what it takes for even odds.
        Assert.InRange(teachers.LogOdds(1, [[2, 9, 3]])![0], -0.2, 0.2);
    }

    [Fact]
    public void The_only_set_has_no_teacher() => Assert.Null(Fit(Set(real: 5, fake: 6)).LogOdds(0, [[2, 5, 3]]));

    private static SourceTeachers Fit(params LearnedSource[] sources) => SourceTeachers.Fit(sources, new PieceWords(Pieces), Words);

    private static LearnedSource Set(int real, int fake) => new([.. Enumerable.Range(0, 8).Select(i => Article(i % 2 == 0 ? fake : real, i % 2))], 2, false);

    private static TokenizedArticle Article(int piece, int label) => new([2, (ushort)piece, (ushort)piece, 3], [], [(ushort)piece, (ushort)piece], label);
}
