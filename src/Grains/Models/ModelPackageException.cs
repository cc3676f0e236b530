namespace FakeNews.Grains.Models;

/// <summary>A model package can't be used. The message is one sentence for a person: which package, what is wrong with it.</summary>
public sealed class ModelPackageException : Exception
{
    /// <summary>With the sentence.</summary>
    public ModelPackageException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence and its cause.</summary>
    public ModelPackageException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
