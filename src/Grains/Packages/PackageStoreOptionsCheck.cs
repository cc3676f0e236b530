using FakeNews.Grains.Packages.Buckets;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Packages;

/// <summary>Refuses settings of the store that can't work, with one sentence for each.</summary>
public sealed class PackageStoreOptionsCheck : IValidateOptions<PackageStoreOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PackageStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(options.Folder))
        {
            faults.Add("Packages:Folder is empty; set it to the folder that keeps model packages.");
        }

        if (options.MaximumBytes is < 1_048_576)
        {
            faults.Add($"Packages:MaximumBytes is {options.MaximumBytes}; set it to 1048576 or more.");
        }

        if (options.MaximumFiles is < 3 or > 100_000)
        {
            faults.Add($"Packages:MaximumFiles is {options.MaximumFiles}; set it between 3 and 100000.");
        }

        if (options.KeepNewFor < TimeSpan.Zero || options.KeepHistory < 0)
        {
            faults.Add("Packages:KeepNewFor and Packages:KeepHistory can't be negative.");
        }

        faults.AddRange(S3OptionsCheck.Faults(options.S3));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
