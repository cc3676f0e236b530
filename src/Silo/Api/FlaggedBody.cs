namespace FakeNews.Silo.Api;

/// <summary>A page of flagged articles.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">What to pass as <c>before</c> for the page below; absent on the last.</param>
/// <param name="Position">On the newest page: what to pass as <c>after</c> to the feed, so that it goes on without a gap.</param>
internal sealed record FlaggedBody(IReadOnlyList<FlaggedArticle> Items, string? Next, string? Position);
