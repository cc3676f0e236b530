namespace FakeNews.Trainer.Checkpoints.Safetensors;

/// <summary>A tensor and where its bytes are, counted from the end of the header.</summary>
internal sealed record SafetensorsEntry(TensorEntry Tensor, long Start, long End);
