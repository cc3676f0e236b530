using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Promotion;
using FakeNews.Grains.Registry;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Grains.Tests.Registry;

/// <summary>Commands for property tests: of four models, sensible and senseless alike.</summary>
internal static class RegistryMoves
{
    public static readonly ImmutableArray<ModelIdentity> Models = [.. Enumerable.Range(0, 4).Select(i => new ModelIdentity("test", $"{i}.0.0", new string("abcd"[i], 64)))];

    public static Gen<RegistryRequest> Request { get; } =
        from verb in Gen.Elements(Enum.GetValues<RegistryVerb>())
        from model in Gen.Elements<ModelIdentity?>([null, .. Models])
        from percent in Gen.Elements<double?>(null, double.NaN, -1, 0, 5, 50, 100, 101)
        from expected in Gen.Frequency((9, Gen.Constant<long?>(null)), (1, Gen.Choose(0, 5).Select(n => (long?)n)))
        from wish in Gen.Elements<PromotionWish?>(null, PromotionWish.Gated, PromotionWish.Automatic)
        from actor in Gen.Elements("tester", PromotionRules.Actor)
        select new RegistryRequest(new(verb, model, percent, [new("silo/cpu0", "made up")], wish), actor, "because", expected);

    public static Arbitrary<RegistryRequest[]> Sequences { get; } = Arb.From(Request.ArrayOf(), Shrink);

    /// <summary>Leaves out one request at a time.</summary>
    private static IEnumerable<RegistryRequest[]> Shrink(RegistryRequest[] requests) =>
        Enumerable.Range(0, requests.Length).Select(left => requests.Where((_, i) => i != left).ToArray());
}
