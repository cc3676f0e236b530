using Microsoft.Extensions.Options;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace FakeNews.Grains.Sources;

/// <summary>Subscribes to its publisher's verdicts by its key alone.</summary>
[ImplicitStreamSubscription(VerdictStream.Namespace)]
internal sealed class SourceProfileGrain(IOptions<SourcesOptions> options, TimeProvider time)
    : Grain, ISourceProfileGrain, IStreamSubscriptionObserver, IAsyncObserver<VerdictNotices>
{
    private readonly RollingCounts _counts = new(options.Value.Window, time);

    public Task<SourceProfile> GetAsync() => Task.FromResult(Read());

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<VerdictNotices>().ResumeAsync(this);

    public Task OnNextAsync(VerdictNotices item, StreamSequenceToken? token = null)
    {
        foreach (var notice in item.Notices)
        {
            _counts.Add(notice);
        }

        return GrainFactory.GetGrain<ISourceDirectoryGrain>(0).ReportAsync(Read());
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    private SourceProfile Read() => _counts.Read(this.GetPrimaryKeyString());
}
