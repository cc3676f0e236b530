using FakeNews.Grains.Models;
using FakeNews.Grains.Tokenization;

namespace FakeNews.Grains.Packages;

/// <summary>Checks all of a package that can be checked without running its graph.</summary>
internal static class PackageInspection
{
    /// <summary>Reads its vocabulary, text recipe and golden examples, and has its tokenizer reproduce their ids.</summary>
    /// <exception cref="ModelPackageException">The first defect, in one sentence.</exception>
    public static ModelSnapshot Run(ModelPackage package, string? precision)
    {
        var snapshot = ModelSnapshot.Load(package, precision);
        var tokenizer = WordPieceTokenizer.Load(package.VocabularyPath);
        var ids = new ushort[package.Manifest.MaximumTokens];
        foreach (var example in GoldenExamples.Read(package, snapshot.VocabularySize))
        {
            if (example.Text is { } text && !Equal(example, ids.AsSpan(0, tokenizer.Encode(text, ids).Used)))
            {
                throw new ModelPackageException(
                    $"The tokenizer of {package.Identity.Name} {package.Identity.Version} is not the one it was trained with: it makes other ids of a golden example than the trainer did.");
            }
        }

        return snapshot;
    }

    private static bool Equal(GoldenExample example, ReadOnlySpan<ushort> ids)
    {
        if (example.Ids.Length != ids.Length)
        {
            return false;
        }

        for (var i = 0; i < ids.Length; i++)
        {
            if (example.Ids[i] != ids[i])
            {
                return false;
            }
        }

        return true;
    }
}
