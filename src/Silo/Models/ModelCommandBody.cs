using FakeNews.Grains.Promotion;

namespace FakeNews.Silo.Models;

/// <summary>What a command on the models says.</summary>
/// <param name="Model">Which model: its version, <c>name@version</c>, or the beginning of its sha256. Where the verb means the candidate, it may be absent.</param>
/// <param name="Percent">Share of <c>canary</c> and <c>shadow</c>, 0 to 100.</param>
/// <param name="Reason">Why; kept in the history. At most 500 characters.</param>
/// <param name="DryRun"><c>gc</c>: only say what would be deleted.</param>
/// <param name="Promotion"><c>prepare</c>: <c>gated</c>, it passed the gate and becomes active by itself where Promotion:Auto is set; <c>automatic</c>, it does in any case. Owners only.</param>
internal sealed record ModelCommandBody(string? Model = null, double? Percent = null, string? Reason = null, bool DryRun = false, PromotionWish? Promotion = null);
