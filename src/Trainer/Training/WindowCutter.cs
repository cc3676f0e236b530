namespace FakeNews.Trainer.Training;

/// <summary>Cuts random windows out of articles and masks pieces at random.</summary>
/// <param name="options">Lengths and shares.</param>
/// <param name="special">Ids of [CLS], [SEP] and [MASK].</param>
internal sealed class WindowCutter(AugmentationOptions options, SpecialIds special)
{
    /// <summary>A piece of the body, with or without the title before it.</summary>
    public Sample Window(TokenizedArticle article, Random random)
    {
        // The power makes short windows the more frequent ones: several of them cost as much as one long one and show several places.
        var spread = Math.Pow(random.NextDouble(), 3);
        var wanted = options.ShortestWindow + (int)(spread * (options.LongestWindow - options.ShortestWindow));
        var title = random.NextDouble() < options.WithTitle || article.Body.Length == 0 ? article.Title : [];
        title = title.Length > options.LongestWindow ? title[..options.LongestWindow] : title;
        var length = Math.Min(Math.Min(wanted, options.LongestWindow - title.Length), article.Body.Length);
        var atHead = random.NextDouble() < options.AtHead;
        var start = random.Next(article.Body.Length - length + 1);
        return new Sample([special.Beginning, .. title, .. article.Body.AsSpan(atHead ? 0 : start, length), special.End], article.Label);
    }

    /// <summary>Masks in place.</summary>
    public Sample Mask(Sample sample, Random random)
    {
        var share = random.NextDouble() * options.Masked;
        for (var i = 1; i < sample.Ids.Length - 1; i++)
        {
            if (random.NextDouble() < share)
            {
                sample.Ids[i] = special.Mask;
            }
        }

        return sample;
    }
}
