using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Feed;

/// <summary>Counts the feed's clients and keeps their number bounded.</summary>
internal sealed class FeedClients(IOptions<FeedOptions> options)
{
    private int _count;

    /// <summary>Clients connected now.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>A place to be given back by disposing it; null where all are taken.</summary>
    public IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= options.Value.MaximumClients)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _count);
        return null;
    }

    private sealed class Place(FeedClients clients) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Interlocked.Decrement(ref clients._count);
            }
        }
    }
}
