namespace FakeNews.Silo.Labels;

/// <summary>A label, with its article, is larger than the broker takes.</summary>
internal sealed class LabelTooLargeException() : Exception("The article is too large for the labels' topic.");
