namespace FakeNews.Trainer.Packages;

/// <summary>One line of a package's <c>golden.jsonl</c>.</summary>
/// <param name="Text">Prepared text.</param>
/// <param name="Ids">What the tokenizer makes of it.</param>
/// <param name="Logits">What the default graph makes of the ids, [fake, real].</param>
public sealed record GoldenExample(string Text, int[] Ids, float[] Logits);
