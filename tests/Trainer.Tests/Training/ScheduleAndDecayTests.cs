using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Tests.Networks;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class ScheduleAndDecayTests
{
    [Fact]
    public void The_rate_rises_from_zero_and_falls_to_zero()
    {
        var schedule = new LinearSchedule(1, 5, 20);

        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1, 14 / 15.0], Enumerable.Range(0, 7).Select(schedule.Rate));
        Assert.Equal(1 / 15.0, schedule.Rate(19), 1e-12);
    }

    [Fact]
    public void Biases_and_NoNorms_are_not_decayed_and_embeddings_are()
    {
        using var network = new MobileBert(RandomNetwork.Config());
        var kept = network.Parameters.Select(p => p.Key).Where(name => !AdamW.IsDecayed(name)).ToList();

        Assert.Equal(network.Parameters.Count(p => p.Value.dim() == 1), kept.Count);
        Assert.True(AdamW.IsDecayed("embeddings.position_embeddings.weight"));
        Assert.False(AdamW.IsDecayed("encoder.layer.0.ffn.0.output.LayerNorm.weight"));
    }

    [Fact]
    public void Buckets_hold_every_sample_once_and_little_padding()
    {
        var random = new Random(1);
        var samples = RandomNetwork.Samples(random, [.. Enumerable.Range(0, 3000).Select(_ => random.Next(2, 500))]);
        var batches = LengthBuckets.Shuffled(samples, 16, random);

        Assert.Equal(LengthBuckets.BatchCount(samples.Length, 16), batches.Count);
        Assert.Equal(samples.Select(s => s.Ids).ToHashSet(), batches.SelectMany(b => b).Select(s => s.Ids).ToHashSet());
        Assert.All(batches, batch => Assert.InRange(batch.Count, 1, 16));
        var padded = batches.Sum(batch => batch.Max(s => s.Ids.Length) * batch.Count);
        Assert.InRange((double)padded / samples.Sum(s => s.Ids.Length), 1, 1.06);
    }
}
