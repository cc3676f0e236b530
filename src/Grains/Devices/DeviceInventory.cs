using System.Collections.Immutable;
#if CUDA
using Microsoft.ML.OnnxRuntime;
#endif

namespace FakeNews.Grains.Devices;

/// <summary>Finds the devices of this machine that the options ask for.</summary>
public static class DeviceInventory
{
    private const int GpuLanes = 2;

    /// <summary>The devices, at least one. A CPU is one device however many cores it has: its lanes share one copy of the weights.</summary>
    /// <param name="options">Validated options.</param>
    public static ImmutableArray<DeviceDescription> Discover(DevicesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if ((options.Kind ?? Best()) == DeviceKind.Cpu)
        {
            return [new("cpu0", DeviceKind.Cpu, 0, options.Lanes ?? Environment.ProcessorCount, options.Ahead)];
        }

        IEnumerable<int> ordinals = options.Cuda.Count == 0 ? [0] : options.Cuda;
        return [.. ordinals.Select(ordinal => new DeviceDescription($"cuda{ordinal}", DeviceKind.Cuda, ordinal, options.Lanes ?? GpuLanes, options.Ahead))];
    }

    private static DeviceKind Best()
    {
#if CUDA
        // The provider's library can be present on a machine without a GPU: only a GPU's device node settles it.
        if (File.Exists("/dev/nvidia0") && OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
        {
            return DeviceKind.Cuda;
        }
#endif
        return DeviceKind.Cpu;
    }
}
