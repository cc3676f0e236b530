using System.Collections.Immutable;
using FakeNews.Grains.Devices;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace FakeNews.Grains.Classification;

/// <summary>The devices of all active silos, followed through the cluster's membership and the silos' metadata.</summary>
internal sealed partial class ClusterClassifiers(
    LocalDevices devices,
    ILocalSiloDetails silo,
    IClusterMembershipService membership,
    ISiloMetadataCache metadata,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<ClusterClassifiers> logger) : IClassifierDirectory, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    // Metadata arrives some time after the membership that it belongs to, and nothing announces it.
    private static readonly TimeSpan MetadataPoll = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private Task _following = Task.CompletedTask;
    private ImmutableArray<IClassifier> _current = [];

    public ImmutableArray<IClassifier> Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    public event Action? Changed;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(ClusterClassifiers),
        ServiceLifecycleStage.ApplicationServices,
        _ =>
        {
            Refresh();
            _following = Task.Run(FollowAsync, CancellationToken.None);
            _timer = time.CreateTimer(_ => Refresh(), null, MetadataPoll, MetadataPoll);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await _stop.CancelAsync();
            await _following;
        });

    public void Dispose()
    {
        _timer?.Dispose();
        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var _ in membership.MembershipUpdates.WithCancellation(_stop.Token))
            {
                Refresh();
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private void Refresh()
    {
        lock (_lock)
        {
            var found = Find();
            if (found.Select(classifier => (classifier.Key, classifier.Device)).SequenceEqual(_current.Select(classifier => (classifier.Key, classifier.Device))))
            {
                return;
            }

            _current = found;
        }

        LogDevices(string.Join(", ", Current.Select(classifier => classifier.Key)));
        Changed?.Invoke();
    }

    private ImmutableArray<IClassifier> Find()
    {
        var found = ImmutableArray.CreateBuilder<IClassifier>();
        found.AddRange(devices.All.Select(device => Reach(silo.Name, device.Description, device)));
        foreach (var member in membership.CurrentSnapshot.Members.Values.OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (member.Status == SiloStatus.Active
                && !member.SiloAddress.Equals(silo.SiloAddress)
                && member.Name != silo.Name
                && metadata.GetSiloMetadata(member.SiloAddress).Metadata.TryGetValue(DeviceMetadata.Key, out var value))
            {
                found.AddRange(DeviceMetadata.Parse(value).Select(description => Reach(member.Name, description, null)));
            }
        }

        return found.ToImmutable();
    }

    private GrainClassifier Reach(string siloName, DeviceDescription description, InferenceDevice? local)
    {
        var key = new DeviceKey(siloName, description.Name);
        return new(key, description, grains.GetGrain<IClassifierGrain>(key.ToString()), local);
    }

    [LoggerMessage(LogLevel.Information, "Devices in reach: {Devices}")]
    private partial void LogDevices(string devices);
}
