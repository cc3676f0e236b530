namespace FakeNews.Grains.Text.Masks;

/// <summary>A piece of text to take out.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">Behind the last character.</param>
/// <param name="Replacement">What comes instead.</param>
internal readonly record struct Edit(int Start, int End, string Replacement = "");
