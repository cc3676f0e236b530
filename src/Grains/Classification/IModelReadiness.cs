using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Classification;

/// <summary>Whether this silo can judge: the model is loaded, checked and warm on every device.</summary>
public interface IModelReadiness
{
    /// <summary>True once articles may come.</summary>
    bool IsReady { get; }

    /// <summary>The active model; null before <see cref="IsReady"/>.</summary>
    ModelIdentity? Model { get; }

    /// <summary>Ends when the silo is ready.</summary>
    Task WaitAsync(CancellationToken cancellationToken = default);
}
