using FakeNews.Grains.Models;
using Microsoft.ML.OnnxRuntime;

namespace FakeNews.Grains.Devices;

/// <summary>A graph of a package in ONNX Runtime. Runs may go on at the same time from several lanes.</summary>
internal sealed class OnnxSession : IInferenceSession
{
    internal const string Ids = "input_ids";
    internal const string Mask = "attention_mask";
    internal const string Logits = "logits";

    private readonly InferenceSession _session;
    private readonly bool _masked;

    public OnnxSession(InferenceSession session)
    {
        _session = session;
        _masked = session.InputMetadata.ContainsKey(Mask);
        if (!session.InputMetadata.ContainsKey(Ids) || !session.OutputMetadata.ContainsKey(Logits) || session.InputMetadata.Count != (_masked ? 2 : 1))
        {
            var found = $"{string.Join(", ", session.InputMetadata.Keys)} -> {string.Join(", ", session.OutputMetadata.Keys)}";
            session.Dispose();
            throw new ModelPackageException($"The graph maps {found}, where a package's graph maps {Ids} (and, if it pads, {Mask}) to {Logits}.");
        }
    }

    public ILaneSession OpenLane() => new OnnxLaneSession(_session, _masked);

    public void Dispose() => _session.Dispose();
}
