using System.Diagnostics.CodeAnalysis;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Classification;

/// <summary>What became of one submission: a verdict, or the reason why there is none. Exactly one of the two is set.</summary>
[GenerateSerializer, Immutable]
public sealed class Judgement
{
    private Judgement(Verdict? verdict, JudgementFailure? failure) => (Verdict, Failure) = (verdict, failure);

    /// <summary>The verdict, unless judging failed.</summary>
    [Id(0)]
    public Verdict? Verdict { get; }

    /// <summary>Why judging failed for this article alone.</summary>
    [Id(1)]
    public JudgementFailure? Failure { get; }

    /// <summary>True with a <see cref="Verdict"/>, false with a <see cref="Failure"/>.</summary>
    [MemberNotNullWhen(true, nameof(Verdict))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Verdict is not null;

    /// <summary>A judgement with a verdict.</summary>
    public static Judgement Of(Verdict verdict) => new(verdict, null);

    /// <summary>A judgement without one.</summary>
    public static Judgement Failed(JudgementFailure failure) => new(null, failure);
}
