using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Classification;

/// <summary>
/// What a model reads of an article: at once as far as it reads, or, by its cascade, at first the beginning. The one place where it is decided whether an
/// article is read on, for the stream, for HTTP and files, and for the shadow. Not thread-safe: an article is in one run at a time.
/// </summary>
internal sealed class ArticleReading
{
    private readonly ModelSnapshot _model;
    private readonly ReadOnlyMemory<byte> _whole;
    private readonly TokenCount _all;

    /// <param name="model">The model.</param>
    /// <param name="ids">Packed ids as far as the model reads, not empty.</param>
    /// <param name="tokens">How much that is of how much.</param>
    /// <param name="byCascade">False: at once, whatever the model's cascade says.</param>
    public ArticleReading(ModelSnapshot model, ReadOnlyMemory<byte> ids, TokenCount tokens, bool byCascade)
    {
        (_model, _whole, _all) = (model, ids, tokens);
        (Ids, Tokens) = (ids, tokens);
        if (byCascade && model.Manifest.Cascade is { } cascade && cascade.Tokens < tokens.Used)
        {
            Ids = ModelSnapshot.Cut(ids, cascade.Tokens);
            Tokens = tokens with { Used = cascade.Tokens, Unknown = model.CountUnknown(Ids) };
        }
    }

    /// <summary>Packed ids of the present step.</summary>
    public ReadOnlyMemory<byte> Ids { get; private set; }

    /// <summary>How much the present step reads of how much.</summary>
    public TokenCount Tokens { get; private set; }

    /// <summary>True where the present step is the beginning alone.</summary>
    public bool IsBeginning => Tokens.Used < _all.Used;

    /// <summary>Length of <see cref="Ids"/> in tokens.</summary>
    public int Length => Ids.Length / sizeof(ushort);

    /// <summary>True where the logits of the present step do not decide; the next step is then the whole.</summary>
    public bool ReadsOn(float fake, float real)
    {
        if (!IsBeginning || _model.Manifest.Cascade!.Accept.Accepts(Calibration.FakeProbability(fake, real, _model.Manifest.Temperature)))
        {
            return false;
        }

        (Ids, Tokens) = (_whole, _all);
        return true;
    }
}
