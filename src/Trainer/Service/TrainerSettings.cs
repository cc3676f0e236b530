using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace FakeNews.Trainer.Service;

/// <summary>The settings that the service has: a misspelt one that is silently ignored costs an afternoon.</summary>
internal static class TrainerSettings
{
    /// <summary>Every setting, in the order of the classes, with its default as it would be written. A key that ends in a colon has entries of any name below it.</summary>
    public static IReadOnlyList<(string Key, string Default, PropertyInfo Property)> All { get; } = [.. Expand(TrainerOptions.Section, new TrainerOptions())];

    /// <summary>Refuses a key that nothing reads.</summary>
    /// <exception cref="ArgumentException">There is no such setting.</exception>
    public static void Require(string key)
    {
        if (!All.Any(known => known.Key.EndsWith(':') ? key.StartsWith(known.Key, StringComparison.OrdinalIgnoreCase) : known.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"There is no setting {key}; the trainer has {string.Join(", ", All.Select(static known => known.Key))}.");
        }
    }

    private static IEnumerable<(string Key, string Default, PropertyInfo Property)> Expand(string prefix, object options) =>
        options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.CanWrite).SelectMany(property =>
        {
            var (key, value) = ($"{prefix}:{property.Name}", property.GetValue(options));
            return value is IDictionary ? [(key + ":", "", property)]
                : property.PropertyType.IsClass && property.PropertyType != typeof(string) ? Expand(key, value!)
                : [(key, Write(value), property)];
        });

    private static string Write(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        IFormattable formattable when value is not Enum => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => TypeDescriptor.GetConverter(value).ConvertToInvariantString(value) ?? "",
    };
}
