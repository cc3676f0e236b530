namespace FakeNews.Trainer.Checkpoints;

/// <summary>A parameter that a network has and wants filled.</summary>
/// <param name="Name">Hugging Face's name with the base model's prefix, e.g. <c>bert.pooler.dense.bias</c>.</param>
/// <param name="Shape">Its extents.</param>
public sealed record ExpectedParameter(string Name, TensorShape Shape);
