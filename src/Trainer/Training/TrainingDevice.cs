using TorchSharp;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Training;

/// <summary>Where a network is trained.</summary>
public static class TrainingDevice
{
    /// <summary>Names that <c>--device</c> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cpu", "cuda", "auto"];

    /// <summary>Finds it; <c>auto</c> takes a GPU where there is one.</summary>
    /// <exception cref="InvalidDataException">There is no GPU, or this build can't use one.</exception>
    public static Device Find(string name) => name switch
    {
        "cpu" => CPU,
        "auto" => cuda.is_available() ? CUDA : CPU,
        _ when cuda.is_available() => CUDA,
        _ => throw new InvalidDataException("There is no CUDA device that this build can use; build with -p:Accelerator=cuda on a machine with an NVIDIA GPU, or give --device cpu."),
    };

    /// <summary>Names that <c>--arithmetic</c> takes.</summary>
    public static IReadOnlyList<string> Arithmetics { get; } = ["fp32", "bf16", "auto"];

    /// <summary>What matrix products are computed in there.</summary>
    public static ScalarType Arithmetic(string name, Device device) =>
        name == "bf16" || (name == "auto" && IsGpu(device)) ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <summary>Whether it is a GPU.</summary>
    public static bool IsGpu(Device device) => device.type == DeviceType.CUDA;
}
