using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Swap;

/// <summary>A model that a silo keeps, from the moment it is wanted. Guarded by the follower's lock, but for the work itself.</summary>
internal sealed class Resident(ModelIdentity model, int attempt, long started, Task<ModelSnapshot> work, CancellationTokenSource cancellation)
{
    public ModelIdentity Model => model;

    public int Attempt => attempt;

    public long Started => started;

    /// <summary>Ends when the model can run on every device, or with the reason why it can't.</summary>
    public Task<ModelSnapshot> Work => work;

    public TimeSpan Took { get; set; }

    public ResidentStage Stage => !work.IsCompleted ? ResidentStage.Loading : work.IsCompletedSuccessfully ? ResidentStage.Ready : ResidentStage.Failed;

    /// <summary>Stops the work, if it goes on.</summary>
    public void Cancel() => cancellation.Cancel();
}
