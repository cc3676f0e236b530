using FakeNews.Grains.Contracts;

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
}
