namespace FakeNews.Grains.Trial;

/// <summary>Makes judgements that nobody waits for, in what serving leaves of the devices.</summary>
internal interface IShadow
{
    /// <summary>Takes work, unless too much waits already.</summary>
    bool Offer(ISpareWork work);
}
