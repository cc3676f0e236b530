using System.Collections.Immutable;

namespace FakeNews.Grains.Classification;

/// <summary>The devices there are at this moment.</summary>
internal interface IClassifierDirectory
{
    /// <summary>All of them, this silo's first.</summary>
    ImmutableArray<IClassifier> Current { get; }

    /// <summary>Raised after <see cref="Current"/> changed.</summary>
    event Action? Changed;
}
