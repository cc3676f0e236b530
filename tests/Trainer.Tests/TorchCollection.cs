namespace FakeNews.Trainer.Tests;

/// <summary>Tests with tensors run one after another: live tensors are counted for the whole process, and each test already uses all cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchCollection
{
    public const string Name = "tensors";
}
