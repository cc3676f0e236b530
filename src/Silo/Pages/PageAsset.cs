namespace FakeNews.Silo.Pages;

/// <summary>One file of the web page, carried in the program.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Tag">Its strong entity tag, quotes included.</param>
internal sealed record PageAsset(byte[] Content, string ContentType, string Tag);
