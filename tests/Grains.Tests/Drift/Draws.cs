using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;

namespace FakeNews.Grains.Tests.Drift;

/// <summary>Articles drawn from a made-up stream.</summary>
internal sealed record Draws(
    double FlagRate = 0.2, double LengthScale = 1, double UnknownRate = 0.01, double OtherLanguage = 0.02, string[]? Publishers = null)
{
    public static readonly ModelIdentity Model = new("test", "1.0.0", new string('a', 64));

    private static readonly string[] Usual = ["The Herald", "The Post", "The Gazette", "<script>alert(1)</script>"];

    public DriftSample Next(Random random)
    {
        var publishers = Publishers ?? Usual;
        var source = publishers[random.Next(publishers.Length)];
        if (random.NextDouble() < OtherLanguage)
        {
            return new(Decision.Review, VerdictReason.Language, null, 0, 0, 0, source);
        }

        var fake = random.NextDouble() < FlagRate;
        var probability = fake ? 1 - (0.1 * Math.Pow(random.NextDouble(), 3)) : 0.6 * Math.Pow(random.NextDouble(), 4);
        var tokens = Math.Max(3, (int)(300 * LengthScale * Math.Exp(random.NextDouble() - 0.5)));
        var read = Math.Min(512, tokens);
        return new(fake ? Decision.Flag : Decision.Pass, VerdictReason.Probability, probability, tokens, read, Math.Min(read, Poisson(random, read * UnknownRate)), source);
    }

    private static int Poisson(Random random, double mean)
    {
        var (count, product) = (0, random.NextDouble());
        for (var limit = Math.Exp(-mean); product > limit; count++)
        {
            product *= random.NextDouble();
        }

        return count;
    }

    public DriftSample[] Take(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Next(random))];

    public static DriftMonitor Monitor(DriftOptions? options = null, ReferenceProfile? profile = null)
    {
        var monitor = new DriftMonitor(options ?? new DriftOptions(), new DriftRecord());
        monitor.Begin(Model, 1, profile, DateTimeOffset.UnixEpoch);
        return monitor;
    }
}
