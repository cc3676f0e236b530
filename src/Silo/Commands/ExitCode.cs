namespace FakeNews.Silo.Commands;

/// <summary>What the process tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>It did what it was asked.</summary>
    public const int Success = 0;

    /// <summary>It could not.</summary>
    public const int Failure = 1;

    /// <summary>It was asked for something it does not understand; a sentence says what.</summary>
    public const int Usage = 2;

    /// <summary>It was interrupted (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
