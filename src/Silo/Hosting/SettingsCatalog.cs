using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using FakeNews.Grains.Batching;
using FakeNews.Grains.Cascade;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Drift;
using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Promotion;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Sources;
using FakeNews.Grains.Trial;
using FakeNews.Ingest.Connection;
using FakeNews.Silo.Api;
using FakeNews.Silo.Commands;
using FakeNews.Silo.Feed;
using FakeNews.Silo.Labels;
using FakeNews.Silo.Operations;
using FakeNews.Silo.Security;
using FakeNews.Silo.Training;

namespace FakeNews.Silo.Hosting;

/// <summary>Every setting of the product, found in the options classes themselves: what the command line accepts and the manual lists.</summary>
internal static class SettingsCatalog
{
    /// <summary>The sections and their classes.</summary>
    public static IReadOnlyList<(string Section, Type Options)> Sections { get; } =
    [
        (KafkaOptions.Section, typeof(KafkaOptions)),
        (ModelsOptions.Section, typeof(ModelsOptions)),
        (CascadeOptions.Section, typeof(CascadeOptions)),
        (DevicesOptions.Section, typeof(DevicesOptions)),
        (BatcherOptions.Section, typeof(BatcherOptions)),
        (SourcesOptions.Section, typeof(SourcesOptions)),
        (FeedOptions.Section, typeof(FeedOptions)),
        (ApiOptions.Section, typeof(ApiOptions)),
        (ClusterOptions.Section, typeof(ClusterOptions)),
        (DashboardOptions.Section, typeof(DashboardOptions)),
        (SamplesOptions.Section, typeof(SamplesOptions)),
        (RegistryOptions.Section, typeof(RegistryOptions)),
        (PackageStoreOptions.Section, typeof(PackageStoreOptions)),
        (TrialLimits.Section, typeof(TrialLimits)),
        (PromotionOptions.Section, typeof(PromotionOptions)),
        (DriftOptions.Section, typeof(DriftOptions)),
        (SecurityOptions.Section, typeof(SecurityOptions)),
        (LabelsOptions.Section, typeof(LabelsOptions)),
        (TrainerLinkOptions.Section, typeof(TrainerLinkOptions)),
    ];

    // Sections of the framework, whose keys are its own.
    private static readonly string[] _foreign = ["Logging", "Kestrel", "Orleans"];

    /// <summary>Every setting, in the order of the classes.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. Sections.SelectMany(static section => Expand(section.Section, section.Options, Activator.CreateInstance(section.Options)!))];

    /// <summary>Refuses a key that nothing reads, because a misspelt setting that is silently ignored costs an afternoon.</summary>
    /// <exception cref="UsageException">There is no such setting.</exception>
    public static void Require(string key)
    {
        var root = key.Split(':')[0];
        if (_foreign.Contains(root, StringComparer.OrdinalIgnoreCase) || All.Any(setting => setting.Accepts(key)))
        {
            return;
        }

        var nearest = All.MinBy(setting => Distance(setting.Key, key))!;
        throw new UsageException(Distance(nearest.Key, key) <= Math.Max(3, key.Length / 4)
            ? $"There is no setting {key}; did you mean {nearest.Key}?"
            : $"There is no setting {key}; docs/operations.md lists them all.");
    }

    private static IEnumerable<Setting> Expand(string prefix, Type type, object instance)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            var key = $"{prefix}:{property.Name}";
            var value = property.GetValue(instance);
            var plain = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (typeof(IDictionary).IsAssignableFrom(plain) || (plain != typeof(string) && typeof(IEnumerable).IsAssignableFrom(plain)))
            {
                if (property.CanWrite || value is IList { IsReadOnly: false } or IDictionary { IsReadOnly: false })
                {
                    yield return new Setting(key, "", property, HasChildren: true);
                }
            }
            else if (plain.IsClass && plain != typeof(string))
            {
                foreach (var inner in Expand(key, plain, value!))
                {
                    yield return inner;
                }
            }
            else if (property.CanWrite)
            {
                yield return new Setting(key, Write(value), property, HasChildren: false);
            }
        }
    }

    private static string Write(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        IFormattable formattable when value is not Enum => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => TypeDescriptor.GetConverter(value).ConvertToInvariantString(value) ?? "",
    };

    /// <summary>Edits from one text to the other, letter case aside.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var substituted = diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
