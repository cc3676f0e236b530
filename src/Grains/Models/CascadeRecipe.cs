namespace FakeNews.Grains.Models;

/// <summary>
/// Reading in two steps: an article longer than <see cref="Tokens"/> is judged on its beginning, and read on, to the model's maximum, only where the
/// calibrated probability lies within the band.
/// </summary>
/// <param name="Tokens">Length of the first step, [CLS] and [SEP] included; below the model's maximum.</param>
/// <param name="Accept">Where the first step's probability counts.</param>
/// <param name="FlipBudget">Largest share of all decisions that may differ from those on the whole; the band was set for it on validation.</param>
/// <param name="Measured">What the band did on validation; null where nobody measured.</param>
public sealed record CascadeRecipe(int Tokens, CascadeBand Accept, double FlipBudget, CascadeMeasurement? Measured = null);
