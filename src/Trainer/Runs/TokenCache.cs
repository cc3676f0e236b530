using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Runs;

/// <summary>
/// Tokenized articles in a file, so that a run that goes on does not tokenize again: the key, then for each article its label, three lengths (int32) and the ids of
/// whole, title and body (uint16), all little-endian. A file of another key, or a damaged one, is made anew.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="key">Says what was tokenized and how.</param>
public sealed class TokenCache(string path, string key)
{
    private const int Magic = 0x314B5446, MostIds = 1 << 24;

    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>The articles from the file, or tokenized now and written to it.</summary>
    public IReadOnlyList<TokenizedArticle> Get(Func<IReadOnlyList<TokenizedArticle>> tokenize)
    {
        ArgumentNullException.ThrowIfNull(tokenize);
        if (Read() is { } known)
        {
            return known;
        }

        var articles = tokenize();
        Write(articles);
        return articles;
    }

    private TokenizedArticle[]? Read()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var reader = new BinaryReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan));
        try
        {
            if (reader.ReadInt32() != Magic || !reader.ReadBytes(_key.Length).AsSpan().SequenceEqual(_key))
            {
                return null;
            }

            var articles = new TokenizedArticle[reader.ReadInt32()];
            for (var i = 0; i < articles.Length; i++)
            {
                var (label, whole, title, body) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
                articles[i] = new TokenizedArticle(Ids(reader, whole), Ids(reader, title), Ids(reader, body), label);
            }

            return articles;
        }
        catch (Exception fault) when (fault is EndOfStreamException or InvalidDataException or OverflowException or OutOfMemoryException)
        {
            return null;
        }
    }

    private void Write(IReadOnlyList<TokenizedArticle> articles)
    {
        var written = path + ".new";
        using (var writer = new BinaryWriter(new FileStream(written, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16)))
        {
            writer.Write(Magic);
            writer.Write(_key);
            writer.Write(articles.Count);
            foreach (var article in articles)
            {
                writer.Write(article.Label);
                writer.Write(article.Whole.Length);
                writer.Write(article.Title.Length);
                writer.Write(article.Body.Length);
                writer.Write(MemoryMarshal.AsBytes(article.Whole.AsSpan()));
                writer.Write(MemoryMarshal.AsBytes(article.Title.AsSpan()));
                writer.Write(MemoryMarshal.AsBytes(article.Body.AsSpan()));
            }
        }

        File.Move(written, path, overwrite: true);
    }

    private static ushort[] Ids(BinaryReader reader, int count)
    {
        var ids = count is >= 0 and <= MostIds ? new ushort[count] : throw new InvalidDataException("A length is out of range.");
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(ids.AsSpan()));
        return ids;
    }
}
