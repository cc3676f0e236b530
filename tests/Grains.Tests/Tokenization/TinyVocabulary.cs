using FakeNews.Grains.Tokenization;

namespace FakeNews.Grains.Tests.Tokenization;

/// <summary>A few pieces, for tests without the shared folder.</summary>
internal static class TinyVocabulary
{
    public static Vocabulary Create(params IEnumerable<string> pieces) => new([.. SpecialTokens.All, .. pieces]);

    public static Vocabulary Letters { get; } = Create(
        [.. Enumerable.Range('a', 26).SelectMany(c => new[] { $"{(char)c}", $"##{(char)c}" }), "[", "]", ".", ",", "!", "sep", "cls", "the", "council", "met", "##ed", "漢"]);
}
