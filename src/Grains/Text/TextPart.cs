namespace FakeNews.Grains.Text;

/// <summary>Which part of an article a mask works on.</summary>
public enum TextPart
{
    /// <summary>The headline.</summary>
    Title,

    /// <summary>The body.</summary>
    Body,
}
