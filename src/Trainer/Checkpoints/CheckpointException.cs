namespace FakeNews.Trainer.Checkpoints;

/// <summary>A checkpoint that can't be read or doesn't fit; the message is one sentence for the user, safe to print on a terminal.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>An unspecified fault.</summary>
    public CheckpointException()
        : this("The checkpoint can't be read.")
    {
    }

    /// <summary>A fault described for the user; control characters in it (names come from the file) are replaced.</summary>
    public CheckpointException(string message)
        : base(Printable(message))
    {
    }

    /// <summary>A fault with its cause.</summary>
    public CheckpointException(string message, Exception innerException)
        : base(Printable(message), innerException)
    {
    }

    private static string Printable(string message) =>
        string.Create(Math.Min(message.Length, 2000), message, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
            }
        });
}
