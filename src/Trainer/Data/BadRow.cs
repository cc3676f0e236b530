namespace FakeNews.Trainer.Data;

/// <summary>A row that holds no labelled article.</summary>
/// <param name="File">Path as given.</param>
/// <param name="Line">Line on which the row begins, from 1.</param>
/// <param name="Reason">What is wrong, in words.</param>
public sealed record BadRow(string File, int Line, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line}): {Reason}";
}
