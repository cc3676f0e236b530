using System.Collections.Immutable;
using FakeNews.Grains.Registry;

namespace FakeNews.Grains.Packages;

/// <summary>Decides which packages nothing refers to any more.</summary>
public static class PackageCollection
{
    /// <summary>Packages that are neither active, previous nor candidate, nor named in the latest lines of history, nor new.</summary>
    /// <param name="stored">All packages of the store.</param>
    /// <param name="state">The registry.</param>
    /// <param name="latest">Its latest lines of history, as many as shall protect what they name.</param>
    /// <param name="keepNewerThan">Packages imported at or after this moment stay.</param>
    public static ImmutableArray<StoredPackage> Unreferenced(
        IEnumerable<StoredPackage> stored, RegistryState state, IEnumerable<HistoryEntry> latest, DateTimeOffset keepNewerThan)
    {
        ArgumentNullException.ThrowIfNull(state);
        var kept = state.Resident.Concat(latest.Select(entry => entry.Command.Model).OfType<Contracts.ModelIdentity>()).Select(model => model.Sha256).ToHashSet();
        if (state.Candidate is { } candidate)
        {
            kept.Add(candidate.Model.Sha256);
        }

        return [.. stored.Where(package => !kept.Contains(package.Model.Sha256) && package.ImportedAt < keepNewerThan)];
    }
}
