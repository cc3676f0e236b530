using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Devices;

/// <summary>Refuses settings that no device could work with, with one sentence for each.</summary>
public sealed class DevicesOptionsValidation : IValidateOptions<DevicesOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DevicesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        Require(options.Lanes is null or (>= 1 and <= 1024), $"Devices:Lanes is {options.Lanes}; set it between 1 and 1024, or leave it out for one lane a core.");
        Require(options.Ahead is >= 0 and <= 64, $"Devices:Ahead is {options.Ahead}; set it between 0 and 64.");
        Require(options.RunDeadline >= TimeSpan.FromSeconds(1), $"Devices:RunDeadline is {options.RunDeadline}; set it to 00:00:01 or more.");
        Require(options.MaximumReroutes is >= 0 and <= 1000, $"Devices:MaximumReroutes is {options.MaximumReroutes}; set it between 0 and 1000.");
        Require(options.LoadFreshFor > TimeSpan.Zero, $"Devices:LoadFreshFor is {options.LoadFreshFor}; set it above zero.");
        Require(options.SuspectFor > TimeSpan.Zero, $"Devices:SuspectFor is {options.SuspectFor}; set it above zero.");
        Require(options.Kind is null || Enum.IsDefined(options.Kind.Value), $"Devices:Kind is {options.Kind}; use Cpu or Cuda.");
        Require(options.Cuda.All(ordinal => ordinal >= 0), "Devices:Cuda holds a negative number; list CUDA ordinals from 0.");
        Require(options.Cuda.Distinct().Count() == options.Cuda.Count, "Devices:Cuda names a GPU twice; list each once.");
#if !CUDA
        Require(options.Kind is not DeviceKind.Cuda, "Devices:Kind is Cuda, but this is the CPU build; build with -p:Accelerator=cuda, or set it to Cpu.");
#endif
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Require(bool holds, string sentence)
        {
            if (!holds)
            {
                faults.Add(sentence);
            }
        }
    }
}
