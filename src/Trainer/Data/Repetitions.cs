namespace FakeNews.Trainer.Data;

/// <summary>What is done with articles that occur more than once in a set.</summary>
public enum Repetitions
{
    /// <summary>They stay, as in the study; exact ones are counted.</summary>
    Keep,

    /// <summary>Exact repetitions go.</summary>
    Exact,

    /// <summary>Exact and near repetitions go.</summary>
    Near,
}
