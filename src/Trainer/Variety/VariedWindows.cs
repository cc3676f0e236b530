using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Variety;

/// <summary>Windows of several sets, from each as many as it is given whatever its size, and as many of fake as of real articles, so that neither a set nor its share of fakes gives a label away.</summary>
/// <param name="sources">The sets.</param>
/// <param name="teachers">Of the same sets; null where labels alone teach.</param>
/// <param name="options">Of the windows.</param>
/// <param name="isot">Where ISOT's log-odds are taught to lie.</param>
/// <param name="special">Ids of [CLS], [SEP] and [MASK].</param>
/// <param name="seed">The same seed and epoch give the same samples.</param>
public sealed class VariedWindows(IReadOnlyList<LearnedSource> sources, SourceTeachers? teachers, AugmentationOptions options, (double Middle, double Margin) isot, SpecialIds special, int seed) : ISampleSource
{
    private readonly WindowCutter _cutter = new(options, special);

    /// <inheritdoc/>
    public int Count { get; } = sources.Sum(static source => source.WindowsPerEpoch);

    /// <inheritdoc/>
    public IReadOnlyList<Sample> Epoch(int epoch)
    {
        var samples = new List<Sample>(Count);
        for (var i = 0; i < sources.Count; i++)
        {
            samples.AddRange(Windows(sources[i], i, epoch));
        }

        return samples;
    }

    private List<Sample> Windows(LearnedSource source, int number, int epoch)
    {
        var random = new Random(Mix(seed, epoch, number));
        var windows = (source.IsLabelled ? [0, 1] : new int?[] { null }).SelectMany(label => Turns(source, label, number, epoch)).Select(article => _cutter.Window(source.Articles[article], random)).ToList();

        // The teacher reads what the window holds; the network sees it with gaps.
        var taught = teachers?.LogOdds(number, [.. windows.Select(static window => window.Ids)]);

        // Half of them are fake: what it says of all of them together is the set's manner, and no sign.
        var middle = (float)((taught is { Length: > 0 } && source.IsLabelled ? taught.Average() : 0) - (source.IsIsot ? isot.Middle : 0));
        var margin = source.IsIsot ? (float)isot.Margin : 0;
        return [.. windows.Select((window, i) => _cutter.Mask(
            window with { Taught = taught?[i] - middle + (window.Label == 1 ? margin : -margin), IsLabelled = source.IsLabelled }, random))];
    }

    /// <summary>Walks through all articles of a label, or whatever their labels, over the epochs, in an order of its own for each round.</summary>
    private IEnumerable<int> Turns(LearnedSource source, int? label, int number, int epoch)
    {
        int[] articles = [.. Enumerable.Range(0, source.Articles.Count).Where(i => label is null || source.Articles[i].Label == label)];
        var (each, round, order) = (label is null ? source.WindowsPerEpoch : source.WindowsPerEpoch / 2, -1L, articles);
        for (var i = 0; i < each; i++)
        {
            var (turn, place) = Math.DivRem(((long)epoch * each) + i, articles.Length);
            if (turn != round)
            {
                (round, order) = (turn, [.. articles]);
                new Random(Mix(seed + 1, (int)turn, (number * 2) + (label ?? 0))).Shuffle(order);
            }

            yield return order[place];
        }
    }

    private static int Mix(int seed, int first, int second) => unchecked((int)(((uint)seed * 2654435761) ^ ((uint)first * 2246822519) ^ ((uint)second * 3266489917)));
}
