namespace FakeNews.Grains.Trial;

/// <summary>Judges articles a second time, with the candidate.</summary>
internal interface IShadow
{
    /// <summary>Takes an article, unless too many wait already.</summary>
    bool Offer(ShadowArticle article);
}
