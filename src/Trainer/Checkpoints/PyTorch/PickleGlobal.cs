namespace FakeNews.Trainer.Checkpoints.PyTorch;

/// <summary>A class or function that a pickle names. Here it is only a name: nothing is ever looked up or called.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    /// <inheritdoc />
    public override string ToString() => $"{Module}.{Name}";
}
