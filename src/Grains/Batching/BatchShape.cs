namespace FakeNews.Grains.Batching;

/// <summary>The tensor shape of one run.</summary>
/// <param name="Rows">Articles.</param>
/// <param name="Length">Tokens of every row, padding included.</param>
public readonly record struct BatchShape(int Rows, int Length);
