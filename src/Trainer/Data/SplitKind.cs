namespace FakeNews.Trainer.Data;

/// <summary>What a split keeps together.</summary>
public enum SplitKind
{
    /// <summary>Articles of the same normalised title.</summary>
    Title,

    /// <summary>Nothing: the study's random split, stratified by label.</summary>
    Random,

    /// <summary>Articles of the same source: a model is judged on publishers it never read.</summary>
    Source,

    /// <summary>Time: trained on the earliest, judged on the latest; the articles of a day stay together.</summary>
    Date,
}
