namespace FakeNews.Trainer.Data;

/// <summary>One article with its truth.</summary>
/// <param name="Id">Unique in its set.</param>
/// <param name="Title">May be empty.</param>
/// <param name="Text">Body; may be empty, but not together with the title.</param>
/// <param name="Label">0 fake, 1 real.</param>
/// <param name="Source">Publisher or file it came from; may be empty.</param>
/// <param name="Subject">The set's own subject column; never fed to a model.</param>
/// <param name="Date">The set's own date column; never fed to a model.</param>
public sealed record LabelledArticle(string Id, string Title, string Text, int Label, string Source = "", string Subject = "", string Date = "");
