using System.Diagnostics.CodeAnalysis;
using FakeNews.Grains.Contracts;

namespace FakeNews.Ingest.Parsing;

/// <summary>An article, or why there is none. Exactly one of the two is set.</summary>
public readonly struct ParseOutcome
{
    private ParseOutcome(Article? article, Rejection? rejection) => (Article, Rejection) = (article, rejection);

    /// <summary>The article.</summary>
    public Article? Article { get; }

    /// <summary>Why there is none.</summary>
    public Rejection? Rejection { get; }

    /// <summary>True with an <see cref="Article"/>.</summary>
    [MemberNotNullWhen(true, nameof(Article))]
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool Succeeded => Article is not null;

    internal static ParseOutcome Of(Article article) => new(article, null);

    internal static ParseOutcome Rejected(string reason, string message) => new(null, new Rejection(reason, message));
}
