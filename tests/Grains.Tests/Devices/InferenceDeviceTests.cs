using System.Runtime.InteropServices;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Tests.Models;
using Microsoft.Extensions.Time.Testing;

namespace FakeNews.Grains.Tests.Devices;

public sealed class InferenceDeviceTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly ModelIdentity Old = new("test", "1", "old");
    private static readonly ModelIdentity New = new("test", "2", "new");

    private readonly StandInRuntime _runtime = new();
    private readonly FakeTimeProvider _time = new();
    private readonly InferenceDevice _device;

    public InferenceDeviceTests()
    {
        _device = new(new("cpu0", DeviceKind.Cpu, 0, Lanes: 2, Ahead: 1), _runtime, TimeSpan.FromSeconds(10), _time);
        _device.Load(Old, "old.onnx");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_lanes_run_at_the_same_time_and_the_rest_waits()
    {
        _runtime.Gate.Reset();
        var runs = Enumerable.Range(0, 3).Select(_ => _device.RunAsync(Batch("w1"))).ToList();
        _runtime.Began.Take(Cancellation);
        _runtime.Began.Take(Cancellation);

        Assert.Equal(3, _device.Depth);
        Assert.Empty(_runtime.Began);
        _runtime.Gate.Set();
        await Task.WhenAll(runs).WaitAsync(Bound, Cancellation);
        Assert.Equal(0, _device.Depth);
    }

    [Fact]
    public async Task A_run_throws_for_its_batch_alone_and_the_lane_goes_on()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _device.RunAsync(Batch("poison")));
        await Assert.ThrowsAsync<NonFiniteLogitsException>(() => _device.RunAsync(Batch("nan")));

        Assert.All(await _device.RunAsync(Batch("w1")), logit => Assert.True(float.IsFinite(logit)));
        Assert.Equal((0, 0), (_device.Depth, _device.LanesReplaced));
    }

    [Fact]
    public async Task A_device_that_fails_its_control_run_is_sick_and_blames_no_article()
    {
        _runtime.Sick = true;
        await Assert.ThrowsAsync<DeviceSickException>(() => _device.RunAsync(Batch("w1")));

        _runtime.Sick = false;
        Assert.Equal(2, (await _device.RunAsync(Batch("w1"))).Length);
    }

    [Fact]
    public async Task The_watchdog_replaces_a_lane_that_hangs_and_the_device_keeps_all_its_lanes()
    {
        var hanging = _device.RunAsync(Batch("hang"));
        _runtime.Began.Take(Cancellation);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(hanging.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAsync<RunDeadlineException>(() => hanging.WaitAsync(Bound, Cancellation));

        _runtime.Gate.Reset();
        var runs = Enumerable.Range(0, 2).Select(_ => _device.RunAsync(Batch("w1"))).ToList();
        _runtime.Began.Take(Cancellation);
        _runtime.Began.Take(Cancellation);
        _runtime.Gate.Set();
        await Task.WhenAll(runs).WaitAsync(Bound, Cancellation);
        Assert.Equal((0, 1), (_device.Depth, _device.LanesReplaced));
    }

    [Fact]
    public async Task A_model_that_is_unloaded_lives_until_its_last_run_has_ended()
    {
        _device.Load(New, "new.onnx");
        _runtime.Gate.Reset();
        var run = _device.RunAsync(Batch("w1"));
        _runtime.Began.Take(Cancellation);

        _device.Unload(Old.Sha256);
        await Assert.ThrowsAsync<ModelAbsentException>(() => _device.RunAsync(Batch("w1")));
        Assert.Equal(0, _runtime.Disposed);
        _runtime.Gate.Set();
        await run.WaitAsync(Bound, Cancellation);

        Assert.Equal(2, (await _device.RunAsync(Batch("w1", New))).Length);
        Assert.Equal(1, _runtime.Disposed);
    }

    [Fact]
    public async Task A_full_queue_refuses()
    {
        _runtime.Gate.Reset();
        var runs = Enumerable.Range(0, _device.Description.Slots * 8).Select(_ => _device.RunAsync(Batch("w1"))).ToList();

        await Assert.ThrowsAsync<DeviceBusyException>(() => _device.RunAsync(Batch("w1")));
        _runtime.Gate.Set();
        await Task.WhenAll(runs).WaitAsync(Bound, Cancellation);
    }

    public void Dispose()
    {
        _runtime.Gate.Set();
        _runtime.Hanging.Set();
        _device.Dispose();
    }

    private static TokenBatch Batch(string word, ModelIdentity? model = null) =>
        TokenBatch.Pack((model ?? Old).Sha256, 1, [MemoryMarshal.AsBytes<ushort>(new[] { (ushort)TestPackage.Vocabulary.IndexOf(word) }).ToArray()]);
}
