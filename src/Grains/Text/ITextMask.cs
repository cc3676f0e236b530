namespace FakeNews.Grains.Text;

/// <summary>
/// A named rule that takes away what tells a publisher or a data set apart without saying anything about the writing. Part of a model: the same in
/// training and serving. Applied twice it changes nothing more; time is linear in the text. Thread-safe.
/// </summary>
public interface ITextMask
{
    /// <summary>The name by which a manifest asks for it; never reused for another rule.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    string Description { get; }

    /// <summary>Applies the rule.</summary>
    /// <param name="text">Text without mark-up.</param>
    /// <param name="part">Headline or body.</param>
    /// <returns>The masked text; the same instance where nothing matched.</returns>
    string Apply(string text, TextPart part);
}
