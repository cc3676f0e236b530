using System.Collections.Immutable;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Classification;

/// <summary>A batch on its way: what remains together after failures, and where it failed last.</summary>
/// <param name="Model">The model it was tokenized for.</param>
/// <param name="Shape">Tokens of a row in the run.</param>
/// <param name="Articles">At least one.</param>
/// <param name="Avoid">The device where it failed or that could not be reached.</param>
/// <param name="Reroutes">How often a device could not be reached.</param>
internal sealed record Dispatch(ModelSnapshot Model, int Shape, ImmutableArray<PendingArticle> Articles, DeviceKey? Avoid = null, int Reroutes = 0)
{
    public TokenBatch Pack()
    {
        var rows = new ReadOnlyMemory<byte>[Articles.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = Articles[i].Reading.Ids;
        }

        return TokenBatch.Pack(Model.Identity.Sha256, Shape, rows);
    }

    /// <summary>Both halves of a batch that failed, to find the article that caused it.</summary>
    public (Dispatch First, Dispatch Second) Bisect(DeviceKey avoid)
    {
        var half = Articles.Length / 2;
        return (this with { Articles = Articles[..half], Avoid = avoid }, this with { Articles = Articles[half..], Avoid = avoid });
    }
}
