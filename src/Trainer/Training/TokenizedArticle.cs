namespace FakeNews.Trainer.Training;

/// <summary>An article as ids, prepared as serving does.</summary>
/// <param name="Whole">Title and body together: [CLS] ... [SEP], uncut.</param>
/// <param name="Title">The title's pieces alone, without [CLS] and [SEP].</param>
/// <param name="Body">The body's pieces alone.</param>
/// <param name="Label">0 fake, 1 real.</param>
public sealed record TokenizedArticle(ushort[] Whole, ushort[] Title, ushort[] Body, int Label)
{
    /// <summary>The whole cut to a length as a tokenizer cuts: the last id is [SEP].</summary>
    public ushort[] Cut(int maximum) => Whole.Length <= maximum ? Whole : [.. Whole.AsSpan(0, maximum - 1), Whole[^1]];
}
