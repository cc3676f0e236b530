using System.Collections.Immutable;
using FakeNews.Grains.Classification;

namespace FakeNews.Grains.Tests.Classification;

/// <summary>Devices that come and go as a test says.</summary>
internal sealed class StubDirectory(params IEnumerable<IClassifier> classifiers) : IClassifierDirectory
{
    public ImmutableArray<IClassifier> Current { get; private set; } = [.. classifiers];

    public event Action? Changed;

    public void Become(params IEnumerable<IClassifier> classifiers)
    {
        Current = [.. classifiers];
        Changed?.Invoke();
    }
}
