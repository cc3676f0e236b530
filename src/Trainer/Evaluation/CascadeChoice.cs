using System.Globalization;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Grains.Trial;

namespace FakeNews.Trainer.Evaluation;

/// <summary>
/// The band of a cascade: of all bands with which no more decisions flip than the budget allows, the one that reads on the fewest articles. Of the bands
/// that read on these very articles it is the widest, so that what no row tells is read on.
/// </summary>
/// <param name="Recipe">For the model's package; null where no band saves anything.</param>
/// <param name="Longer">Rows longer than the first step.</param>
/// <param name="ReadOn">Of them, those within the band.</param>
/// <param name="FlipsHigh">Upper end of the 95 % interval (Wilson) of the share of decisions that flip.</param>
/// <param name="TokenShare">Tokens read, both steps counted, of those read without a cascade.</param>
/// <param name="Words">What was chosen, or why nothing was.</param>
public sealed record CascadeChoice(CascadeRecipe? Recipe, int Longer, int ReadOn, double FlipsHigh, double TokenShare, string Words)
{
    /// <summary>Chooses on rows that the model was not trained on.</summary>
    /// <param name="rows">All of them, also those no longer than the first step.</param>
    /// <param name="tokens">Length of the first step.</param>
    /// <param name="thresholds">Make a decision of a probability.</param>
    /// <param name="flipBudget">Largest share of all rows whose decision may flip, in [0, 1).</param>
    public static CascadeChoice Choose(IReadOnlyCollection<CascadeRow> rows, int tokens, DecisionThresholds thresholds, double flipBudget)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(flipBudget, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(flipBudget, 1);
        CascadeRow[] longer = [.. rows.Where(row => row.Tokens > tokens).OrderBy(static row => row.Beginning)];
        var without = rows.Sum(static row => (long)row.Tokens);
        if (longer.Length == 0)
        {
            return new(null, 0, 0, 0, 1, Say($"No cascade: none of {rows.Count} articles is longer than {tokens} tokens."));
        }

        var (begin, end, flips, band) = Narrowest(longer, thresholds, (int)(flipBudget * rows.Count));
        var readOn = end - begin;
        var with = without - longer.Sum(static row => (long)row.Tokens) + ((long)longer.Length * tokens) + longer[begin..end].Sum(static row => (long)row.Tokens);
        var share = (double)with / without;
        if (with >= without)
        {
            return new(null, longer.Length, readOn, 0, share, Say($"No cascade: with {tokens} tokens first and {flipBudget:p2} of flips allowed, {readOn} of {longer.Length} longer articles would have to be read on, and nothing is saved."));
        }

        var high = Proportion.Interval(flips, rows.Count).High;
        var measured = new CascadeMeasurement(flips, rows.Count, Math.Round((double)readOn / longer.Length, 6));
        return new(
            new CascadeRecipe(tokens, band, flipBudget, measured),
            longer.Length,
            readOn,
            high,
            share,
            Say($"Reads {tokens} tokens first and accepts below {band.Below:g6} and above {band.Above:g6}: {readOn} of {longer.Length} longer articles of {rows.Count} are read on, {flips} decisions are others than on the whole ({flipBudget:p2} allowed). As few articles can't prove a budget: with 95 % certainty it is up to {high:p2}. Tokens read: {share:p1} of what reading at once takes."));
    }

    /// <summary>The run of rows, in the order of their first probabilities, that is read on.</summary>
    private static (int Begin, int End, int Flips, CascadeBand Band) Narrowest(CascadeRow[] rows, DecisionThresholds thresholds, int allowed)
    {
        var before = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++)
        {
            before[i + 1] = before[i] + (thresholds.Decide(rows[i].Beginning) == thresholds.Decide(rows[i].Whole) ? 0 : 1);
        }

        // Rows of equal probability stay together.
        bool IsBoundary(int at) => at == 0 || at == rows.Length || rows[at - 1].Beginning < rows[at].Beginning;
        var best = (Begin: 0, End: rows.Length, Flips: 0, Band: new CascadeBand(0, 1));
        var end = 0;
        for (var begin = 0; begin <= rows.Length && before[begin] <= allowed; begin++)
        {
            if (!IsBoundary(begin))
            {
                continue;
            }

            end = Math.Max(end, begin);
            while (before[begin] + before[^1] - before[end] > allowed || !IsBoundary(end))
            {
                end++;
            }

            var flips = before[begin] + before[^1] - before[end];
            var band = new CascadeBand(begin == 0 ? 0 : Math.BitIncrement(rows[begin - 1].Beginning), end == rows.Length ? 1 : Math.BitDecrement(rows[end].Beginning));
            if (band.Below <= band.Above && band.Above >= 0 && band.Below <= 1 && Key(begin, end, flips, band).CompareTo(Key(best.Begin, best.End, best.Flips, best.Band)) < 0)
            {
                best = (begin, end, flips, band);
            }
        }

        return best;

        (int, int, double) Key(int from, int to, int flips, CascadeBand band) =>
            (to - from, flips, Math.Max(0, Math.Max(band.Below - thresholds.Flag, thresholds.Flag - band.Above)));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
