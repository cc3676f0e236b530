using FakeNews.Grains.Models;
using Microsoft.ML.OnnxRuntime;

namespace FakeNews.Grains.Devices;

/// <summary>Loads graphs into ONNX Runtime, set up so that a run computes on the calling thread alone.</summary>
internal sealed class OnnxRuntimeLoader : IInferenceRuntime
{
    public IInferenceSession Load(string graphPath, DeviceDescription device)
    {
        using var options = new SessionOptions
        {
            // One caller thread a core beats one call over all cores, and degrades far more gracefully beside a noisy neighbour.
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // A pattern is kept for every shape that ever ran; with hundreds of lengths that is only memory.
            EnableMemoryPattern = false,
            // Its errors are thrown as well, and said once is enough.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
#if CUDA
        if (device.Kind == DeviceKind.Cuda)
        {
            options.AppendExecutionProvider_CUDA(device.Ordinal);
        }
#endif
        try
        {
            return new OnnxSession(new InferenceSession(graphPath, options));
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelPackageException($"ONNX Runtime can't load {Path.GetFileName(graphPath)} on {device.Name}: {e.Message}", e);
        }
    }
}
