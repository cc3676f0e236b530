namespace FakeNews.Trainer.Training;

/// <summary>What the network reads once.</summary>
/// <param name="Ids">[CLS] ... [SEP], at most the network's positions.</param>
/// <param name="Label">0 fake, 1 real.</param>
/// <param name="Taught">A teacher's log-odds of real for these very pieces; null where the label alone teaches.</param>
/// <param name="IsLabelled">Whether the label teaches; where not, the teacher does alone.</param>
public readonly record struct Sample(ushort[] Ids, int Label, float? Taught = null, bool IsLabelled = true);
