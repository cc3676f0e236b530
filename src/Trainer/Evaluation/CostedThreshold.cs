namespace FakeNews.Trainer.Evaluation;

/// <summary>A threshold chosen from stated costs.</summary>
/// <param name="Cut">The cut that is cheapest on the rows at hand.</param>
/// <param name="Cost">Its mean cost for a row.</param>
/// <param name="CalibratedThreshold">What the costs alone ask for if the probabilities are calibrated: false flag / (false flag + miss).</param>
/// <param name="CalibratedCost">Mean cost at that threshold; far above <paramref name="Cost"/> where the model is not calibrated.</param>
public sealed record CostedThreshold(FlagCut Cut, double Cost, double CalibratedThreshold, double CalibratedCost);
