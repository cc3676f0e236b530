using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Packages;

/// <summary>How people name a package.</summary>
public static class PackageReference
{
    private const int ShortestPrefix = 6;

    /// <summary>True where the reference is the model's version, name, <c>name@version</c>, or the beginning (6 digits or more) of its sha256.</summary>
    public static bool Matches(string reference, ModelIdentity model)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(model);
        return reference == model.Version
            || reference == model.Name
            || reference == $"{model.Name}@{model.Version}"
            || (reference.Length >= ShortestPrefix && model.Sha256.StartsWith(reference, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The one package that a reference means.</summary>
    /// <exception cref="ModelPackageException">None or several match; the message names them.</exception>
    internal static StoredPackage Find(IEnumerable<StoredPackage> packages, string reference)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        var found = packages.Where(package => Matches(reference, package.Model)).ToArray();
        return found.Length switch
        {
            1 => found[0],
            0 => throw Absent(reference),
            _ => throw new ModelPackageException($"{Shown(reference)} means {found.Length} packages; name one of {string.Join(", ", found.Select(package => package.Model.Sha256[..12]))}."),
        };
    }

    /// <summary>True for a whole sha256, in lower case.</summary>
    internal static bool IsAddress(string name) => name.Length == 64 && name.All(static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    /// <summary>For a package that a store does not have.</summary>
    internal static ModelPackageException Absent(string reference) => new($"The package store has no package {Shown(reference)}.");

    /// <summary>A reference as messages may show it; who asks may have written anything.</summary>
    internal static string Shown(string reference) => reference.Length <= 80 && reference.All(static c => c is > ' ' and < '\x7f') ? reference : "of that name";
}
