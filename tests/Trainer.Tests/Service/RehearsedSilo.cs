using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Service;

namespace FakeNews.Trainer.Tests.Service;

/// <summary>A serving side in memory; packages are real ones.</summary>
internal sealed class RehearsedSilo(ModelPackage champion) : ISilo
{
    public List<ModelIdentity> Imported { get; } = [];

    public List<string> Proposed { get; } = [];

    /// <summary>Of the latest proposal: whether it is to become active by itself.</summary>
    public bool IsAutomatic { get; private set; }

    public DriftReport Drift { get; set; } = new(null, null, 0, 2000, false, [], []);

    public ModelIdentity Active { get; set; } = champion.Identity;

    /// <summary>Runs where the process could be killed.</summary>
    public Action<string>? At { get; set; }

    public Task<SiloState> StateAsync(CancellationToken cancellationToken)
    {
        At?.Invoke("state");
        return Task.FromResult(new SiloState(1, Active, null));
    }

    public Task<DriftReport> DriftAsync(CancellationToken cancellationToken)
    {
        At?.Invoke("drift");
        return Task.FromResult(Drift);
    }

    public Task<ModelPackage> FetchAsync(string sha256, string folder, CancellationToken cancellationToken)
    {
        At?.Invoke("fetch");
        Assert.Equal(champion.Identity.Sha256, sha256);
        return Task.FromResult(champion);
    }

    public Task ImportAsync(string folder, string sha256, string reason, CancellationToken cancellationToken)
    {
        At?.Invoke("import");
        var package = ModelPackage.Open(folder);
        Assert.Equal(sha256, package.Identity.Sha256);
        if (!Imported.Contains(package.Identity))
        {
            Imported.Add(package.Identity);
        }

        return Task.CompletedTask;
    }

    public Task<string?> ProposeAsync(string sha256, long generation, bool isAutomatic, string reason, CancellationToken cancellationToken)
    {
        At?.Invoke("propose");
        Proposed.Add(sha256);
        IsAutomatic = isAutomatic;
        return Task.FromResult<string?>(null);
    }
}
