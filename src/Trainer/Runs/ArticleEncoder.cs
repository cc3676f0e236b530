using FakeNews.Grains.Text;
using FakeNews.Grains.Tokenization;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Runs;

/// <summary>Prepares and tokenizes articles as serving does.</summary>
public sealed class ArticleEncoder(TextPreparer preparer, WordPieceTokenizer tokenizer)
{
    /// <summary>The word pieces.</summary>
    public Grains.Tokenization.Vocabulary Vocabulary => tokenizer.Vocabulary;

    /// <summary>Ids of the vocabulary's special tokens.</summary>
    public SpecialIds Special => new(
        tokenizer.Vocabulary.Beginning,
        tokenizer.Vocabulary.End,
        tokenizer.Vocabulary.TryGetId("[MASK]", out var mask) ? mask : tokenizer.Vocabulary.Unknown);

    /// <summary>Prepared text as ids, cut where it is too long.</summary>
    public ushort[] EncodeText(string text, int maximumTokens)
    {
        var ids = new ushort[maximumTokens];
        return ids[..tokenizer.Encode(text, ids).Used];
    }

    /// <summary>The article as ids.</summary>
    public TokenizedArticle Encode(LabelledArticle article) => new(
        tokenizer.Encode(preparer.Prepare(article.Title, article.Text)),
        tokenizer.Encode(preparer.Prepare(article.Title, null))[1..^1],
        tokenizer.Encode(preparer.Prepare(null, article.Text))[1..^1],
        article.Label);

    /// <summary>All of them, those without any text left out.</summary>
    public IReadOnlyList<TokenizedArticle> Encode(IEnumerable<LabelledArticle> articles) =>
        [.. articles.AsParallel().AsOrdered().Select(Encode).Where(article => article.Whole.Length > 2)];
}
