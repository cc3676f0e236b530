namespace FakeNews.Trainer.Training;

/// <summary>Ids of a vocabulary's [CLS], [SEP] and [MASK].</summary>
public readonly record struct SpecialIds(ushort Beginning, ushort End, ushort Mask);
