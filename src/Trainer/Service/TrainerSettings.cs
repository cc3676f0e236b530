using System.Collections;
using System.Reflection;

namespace FakeNews.Trainer.Service;

/// <summary>The settings that the service has: a misspelt one that is silently ignored costs an afternoon.</summary>
internal static class TrainerSettings
{
    /// <summary>Every key; one that ends in a colon has entries of any name below it.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Keys(TrainerOptions.Section, typeof(TrainerOptions))];

    /// <summary>Refuses a key that nothing reads.</summary>
    /// <exception cref="ArgumentException">There is no such setting.</exception>
    public static void Require(string key)
    {
        if (!All.Any(known => known.EndsWith(':') ? key.StartsWith(known, StringComparison.OrdinalIgnoreCase) : known.Equals(key, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"There is no setting {key}; the trainer has {string.Join(", ", All)}.");
        }
    }

    private static IEnumerable<string> Keys(string prefix, Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.CanWrite).SelectMany(property =>
    {
        var (key, value) = ($"{prefix}:{property.Name}", Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        return typeof(IDictionary).IsAssignableFrom(value) ? [key + ":"] : value.IsClass && value != typeof(string) ? Keys(key, value) : [key];
    });
}
