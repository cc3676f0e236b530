using System.Reflection;

namespace FakeNews.Silo.Hosting;

/// <summary>One setting.</summary>
/// <param name="Key">Its key, e.g. <c>Kafka:GroupId</c>.</param>
/// <param name="Default">Its default as it would be written; empty where there is none.</param>
/// <param name="Property">Where it is declared.</param>
/// <param name="HasChildren">True for a list or a dictionary, whose entries have keys below this one.</param>
internal sealed record Setting(string Key, string Default, PropertyInfo Property, bool HasChildren)
{
    /// <summary>True where a key is this setting's, or one of its entries'.</summary>
    public bool Accepts(string key) => HasChildren
        ? key.StartsWith(Key + ":", StringComparison.OrdinalIgnoreCase)
        : key.Equals(Key, StringComparison.OrdinalIgnoreCase);
}
