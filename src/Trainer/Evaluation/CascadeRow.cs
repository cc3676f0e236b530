namespace FakeNews.Trainer.Evaluation;

/// <summary>What a model says of one article's beginning and of the whole.</summary>
/// <param name="Tokens">Length as far as the model reads.</param>
/// <param name="Beginning">Calibrated probability of fake on the beginning; of no account where the article is no longer than that.</param>
/// <param name="Whole">Calibrated probability of fake as far as the model reads.</param>
public readonly record struct CascadeRow(int Tokens, double Beginning, double Whole);
