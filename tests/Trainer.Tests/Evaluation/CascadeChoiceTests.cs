using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Trainer.Tests.Evaluation;

public sealed class CascadeChoiceTests
{
    private const int Step = 10;
    private static readonly DecisionThresholds Thresholds = new(0.8, 0.3);

    // Probabilities in steps, so that equal ones are common.
    private static readonly Arbitrary<(List<CascadeRow> Rows, double Budget)> Any = Arb.From(
        from rows in Gen.NonEmptyListOf(
            from tokens in Gen.Choose(3, 60)
            from first in Gen.Choose(0, 20)
            from move in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(-20, 20)))
            select new CascadeRow(tokens, first / 20.0, Math.Clamp(first + move, 0, 20) / 20.0))
        from budget in Gen.Elements(0, 0.05, 0.2, 0.5)
        select (rows.ToList(), budget));

    [Fact]
    public void It_keeps_to_the_budget_and_measures_what_the_band_does() => Prop.ForAll(Any, static scenario =>
    {
        var choice = CascadeChoice.Choose(scenario.Rows, Step, Thresholds, scenario.Budget);
        if (choice.Recipe is not { } recipe)
        {
            return true;
        }

        var longer = scenario.Rows.Where(static row => row.Tokens > Step).ToList();
        var readOn = longer.Where(row => !recipe.Accept.Accepts(row.Beginning)).ToList();
        var flips = longer.Count(row => recipe.Accept.Accepts(row.Beginning) && Flips(row));
        return flips <= scenario.Budget * scenario.Rows.Count
            && recipe.Measured!.Flips == flips && recipe.Measured.Articles == scenario.Rows.Count
            && choice.ReadOn == readOn.Count && choice.Longer == longer.Count
            && choice.FlipsHigh >= (double)flips / scenario.Rows.Count
            && recipe is { Tokens: Step, Accept: { Below: >= 0, Above: <= 1 } } && recipe.Accept.Below <= recipe.Accept.Above
            && choice.TokenShare < 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_band_within_the_budget_reads_on_fewer() => Prop.ForAll(Any, static scenario =>
    {
        var choice = CascadeChoice.Choose(scenario.Rows, Step, Thresholds, scenario.Budget);
        var longer = scenario.Rows.Where(static row => row.Tokens > Step).ToList();
        if (longer.Count == 0)
        {
            return choice.Recipe is null;
        }

        // Between all neighbouring steps, and beyond the ends.
        double[] cuts = [.. Enumerable.Range(0, 21).Select(static i => i / 20.0)];
        var fewest = (
            from below in cuts.Append(0).Concat(cuts.Select(static cut => Math.BitIncrement(cut))).Where(static cut => cut <= 1)
            from above in cuts.Append(1).Concat(cuts.Select(static cut => Math.BitDecrement(cut))).Where(static cut => cut >= 0)
            where below <= above
            let flips = longer.Count(row => (row.Beginning < below || row.Beginning > above) && Flips(row))
            where flips <= scenario.Budget * scenario.Rows.Count
            select longer.Count(row => row.Beginning >= below && row.Beginning <= above)).Min();
        return choice.ReadOn == fewest;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_nothing_is_saved_there_is_no_cascade_and_it_says_so()
    {
        var choice = CascadeChoice.Choose([.. Enumerable.Range(0, 20).Select(i => new CascadeRow(30, i / 20.0, 1 - (i / 20.0)))], Step, Thresholds, 0);

        Assert.Null(choice.Recipe);
        Assert.StartsWith("No cascade", choice.Words, StringComparison.Ordinal);
        Assert.Null(CascadeChoice.Choose([new(5, 0, 0.1)], Step, Thresholds, 0).Recipe);
    }

    [Fact]
    public void What_no_row_tells_is_read_on()
    {
        // Two sure rows and one whose decision changes: all that lies between the sure ones is within the band.
        var recipe = CascadeChoice.Choose([new(100, 0.01, 0.02), new(100, 0.01, 0.01), new(100, 0.5, 0.9), new(100, 0.99, 0.99), new(100, 1, 0.99)], Step, Thresholds, 0).Recipe!;

        Assert.True(recipe.Accept.Accepts(0.01));
        Assert.True(recipe.Accept.Accepts(0.99));
        Assert.All(new[] { 0.010001, 0.3, 0.5, 0.9, 0.989 }, probability => Assert.False(recipe.Accept.Accepts(probability)));
    }

    [Fact]
    public void The_words_say_how_little_few_articles_prove()
    {
        var choice = CascadeChoice.Choose([.. Enumerable.Range(0, 1000).Select(i => new CascadeRow(100, i < 500 ? 0.01 : 0.99, i < 500 ? 0.02 : 0.98))], Step, Thresholds, 0.001);

        Assert.Equal(0, choice.Recipe!.Measured!.Flips);
        Assert.InRange(choice.FlipsHigh, 0.003, 0.005);
        Assert.Contains("up to 0.38", choice.Words, StringComparison.Ordinal);
    }

    private static bool Flips(CascadeRow row) => Thresholds.Decide(row.Beginning) != Thresholds.Decide(row.Whole);
}
