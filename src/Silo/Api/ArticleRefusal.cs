namespace FakeNews.Silo.Api;

/// <summary>Why an article of a request can't be judged.</summary>
/// <param name="Index">Its place in the array, from 0; null where the whole body is meant.</param>
/// <param name="Reason">A short code, the same as a dead letter has on the stream.</param>
/// <param name="Detail">One sentence for a person.</param>
internal sealed record ArticleRefusal(int? Index, string Reason, string Detail);
