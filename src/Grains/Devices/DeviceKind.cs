namespace FakeNews.Grains.Devices;

/// <summary>What computes.</summary>
public enum DeviceKind
{
    /// <summary>The processor's cores.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU through ONNX Runtime's CUDA provider.</summary>
    Cuda,
}
