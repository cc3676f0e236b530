namespace FakeNews.Grains.Batching;

/// <summary>How badly the taker of a batch needs it.</summary>
public enum Demand
{
    /// <summary>A lane stands idle: any article is better than none.</summary>
    Idle,

    /// <summary>Lanes are busy and there is room to have a batch ready: only a full group, or one whose oldest article has waited long enough.</summary>
    Ahead,
}
