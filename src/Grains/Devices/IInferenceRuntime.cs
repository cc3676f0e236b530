namespace FakeNews.Grains.Devices;

/// <summary>Loads graphs: ONNX Runtime, or a stand-in under test.</summary>
internal interface IInferenceRuntime
{
    /// <summary>Loads a graph onto a device.</summary>
    /// <param name="graphPath">The ONNX file.</param>
    /// <param name="device">Where it runs.</param>
    /// <exception cref="Models.ModelPackageException">The graph can't be loaded or lacks the inputs and outputs of a package's graph.</exception>
    IInferenceSession Load(string graphPath, DeviceDescription device);
}
