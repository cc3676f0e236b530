using System.Collections.Immutable;
using System.Globalization;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Labels;

/// <summary>
/// How often flags were right, by what reviewers say: an estimate from the articles that reviewers chose to label, which is not a random sample of all flags.
/// An article counts once for each model that flagged it.
/// </summary>
/// <param name="Articles">Articles with a label.</param>
/// <param name="Reviewers">Reviewers.</param>
/// <param name="Shared">Articles on which two or more could tell.</param>
/// <param name="Agreed">Those of them on which all say the same.</param>
/// <param name="Total">All labelled flags.</param>
/// <param name="Weeks">By week, newest first.</param>
/// <param name="Models">By model, the latest flag first.</param>
public sealed record FlagPrecision(
    int Articles, int Reviewers, int Shared, int Agreed, FlagCounts Total, ImmutableArray<WeeklyFlags> Weeks, ImmutableArray<ModelFlags> Models)
{
    /// <summary>Weeks that are shown.</summary>
    public const int MostWeeks = 53;

    /// <summary>Adds the reviews up.</summary>
    public static FlagPrecision Of(IReadOnlyCollection<ArticleReview> reviews)
    {
        ArgumentNullException.ThrowIfNull(reviews);
        var flags = reviews.SelectMany(FlagsOf).ToList();
        var shared = reviews.Where(static review => review.Decided >= 2).ToList();
        return new(
            reviews.Count,
            reviews.SelectMany(static review => review.Words.Keys).Distinct(StringComparer.Ordinal).Count(),
            shared.Count,
            shared.Count(static review => review.Agrees),
            FlagCounts.Of(flags.Select(static flag => flag.Outcome)),
            [.. flags.GroupBy(static flag => MondayOf(flag.At)).OrderByDescending(static week => week.Key).Take(MostWeeks)
                .Select(static week => new WeeklyFlags(NameOf(week.Key), week.Key, FlagCounts.Of(week.Select(static flag => flag.Outcome))))],
            [.. flags.GroupBy(static flag => flag.Model.Sha256, StringComparer.Ordinal).OrderByDescending(static model => model.Max(static flag => flag.At))
                .Select(static model => new ModelFlags(model.First().Model, FlagCounts.Of(model.Select(static flag => flag.Outcome))))]);
    }

    private static IEnumerable<(ModelIdentity Model, DateTimeOffset At, ReviewOutcome Outcome)> FlagsOf(ArticleReview review) =>
        review.Words.Values.Select(static word => word.Verdict).OfType<SeenVerdict>().Where(static seen => seen.Decision == Decision.Flag)
            .GroupBy(static seen => seen.Model.Sha256, StringComparer.Ordinal)
            .Select(seen => (seen.First().Model, seen.Max(static one => one.ClassifiedAt), review.Outcome));

    private static DateOnly MondayOf(DateTimeOffset moment)
    {
        var day = DateOnly.FromDateTime(moment.UtcDateTime);
        return DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - (((int)day.DayOfWeek + 6) % 7)));
    }

    private static string NameOf(DateOnly monday)
    {
        var day = monday.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}");
    }
}
