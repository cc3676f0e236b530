namespace FakeNews.Grains.Batching;

/// <summary>How articles are grouped into runs.</summary>
public enum BatchPolicyKind
{
    /// <summary><see cref="Exact"/>; on a GPU with large groups under a large budget, because the packages' graphs take no mask.</summary>
    Auto,

    /// <summary>Rows of exactly equal length, see <see cref="ExactLengthPolicy"/>.</summary>
    Exact,

    /// <summary>Rows padded to buckets, see <see cref="PaddedTokenBudgetPolicy"/>. Needs a graph with the input <c>attention_mask</c>.</summary>
    Padded,
}
