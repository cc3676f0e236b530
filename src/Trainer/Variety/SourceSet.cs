using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Variety;

/// <summary>A set of another source than ISOT that is learned from too.</summary>
/// <param name="Name">Of its folder.</param>
/// <param name="Training">Learned: 85 of 100.</param>
/// <param name="Validation">Decides temperature and bounds; nothing is held out, because a source is judged by leaving it out whole.</param>
public sealed record SourceSet(string Name, IReadOnlyList<LabelledArticle> Training, IReadOnlyList<LabelledArticle> Validation)
{
    /// <summary>Divides a set, articles of one title never apart.</summary>
    public static SourceSet Of(string name, IEnumerable<LabelledArticle> articles, int seed)
    {
        var split = DataSplit.GroupedByTitle(articles, seed);
        return new SourceSet(name, [.. split.Training, .. split.HeldOut], split.Validation);
    }
}
