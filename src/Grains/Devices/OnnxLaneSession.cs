using FakeNews.Grains.Classification;
using Microsoft.ML.OnnxRuntime;

namespace FakeNews.Grains.Devices;

/// <summary>
/// One lane's input and output tensors. The buffers are pinned and reused; ids are widened straight into the memory that ONNX Runtime reads, and
/// logits are read from the memory that it wrote.
/// </summary>
internal sealed class OnnxLaneSession(InferenceSession session, bool masked) : ILaneSession
{
    private static readonly string[] MaskedInputs = [OnnxSession.Ids, OnnxSession.Mask];
    private static readonly string[] PlainInputs = [OnnxSession.Ids];
    private static readonly string[] Outputs = [OnnxSession.Logits];

    private readonly RunOptions _options = new();
    private readonly Lock _ending = new();
    private bool _ended;
    private long[] _ids = [];
    private long[] _mask = [];
    private float[] _logits = [];

    public void Run(TokenBatch batch, Span<float> logits)
    {
        var (rows, length) = (batch.Rows, batch.Length);
        Grow(rows, length);
        batch.CopyTo(_ids.AsSpan(0, rows * length), masked ? _mask.AsSpan(0, rows * length) : default);

        long[] inputShape = [rows, length];
        using var ids = Tensor(_ids, rows * length, inputShape);
        using var mask = masked ? Tensor(_mask, rows * length, inputShape) : null;
        using var output = Tensor(_logits, rows * TokenBatch.Classes, [rows, TokenBatch.Classes]);
        OrtValue[] inputs = mask is null ? [ids] : [ids, mask];
        session.Run(_options, masked ? MaskedInputs : PlainInputs, inputs, Outputs, [output]);
        _logits.AsSpan(0, rows * TokenBatch.Classes).CopyTo(logits);
    }

    // The watchdog's abort races with the end of the run it is for; on options that are gone it would end the process.
    public void Abort()
    {
        lock (_ending)
        {
            if (!_ended)
            {
                _options.Terminate = true;
            }
        }
    }

    public void Dispose()
    {
        lock (_ending)
        {
            _ended = true;
            _options.Dispose();
        }
    }

    private static OrtValue Tensor<T>(T[] buffer, int count, long[] shape) where T : unmanaged =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, count), shape);

    private void Grow(int rows, int length)
    {
        if (_ids.Length < rows * length)
        {
            var capacity = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(rows * length));
            _ids = GC.AllocateUninitializedArray<long>(capacity, pinned: true);
            _mask = masked ? GC.AllocateUninitializedArray<long>(capacity, pinned: true) : [];
        }

        if (_logits.Length < rows * TokenBatch.Classes)
        {
            _logits = GC.AllocateUninitializedArray<float>((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(rows * TokenBatch.Classes)), pinned: true);
        }
    }
}
