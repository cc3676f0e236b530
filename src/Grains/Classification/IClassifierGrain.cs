namespace FakeNews.Grains.Classification;

/// <summary>One device, keyed <c>{silo}/{device}</c> and placed on the silo that owns it. The grain only awaits; the device's own threads compute.</summary>
public interface IClassifierGrain : IGrainWithStringKey
{
    /// <summary>Runs a batch. A run that fails is a reply; only a device that can't be reached is an exception.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="spilled">True from another silo: refused with <see cref="ClassifierOutcome.Busy"/> where the owner's own work fills the device.</param>
    [ResponseTimeout("00:03:00")]
    Task<ClassifierReply> ClassifyAsync(TokenBatch batch, bool spilled);
}
