namespace FakeNews.Grains.Devices.FaultPoints;

/// <summary>A runtime whose lanes do what the fault file says.</summary>
internal sealed class FaultyRuntime(IInferenceRuntime runtime, string file) : IInferenceRuntime
{
    public IInferenceSession Load(string graphPath, DeviceDescription device) => new Session(runtime.Load(graphPath, device), file);

    private sealed class Session(IInferenceSession session, string file) : IInferenceSession
    {
        public ILaneSession OpenLane() => new FaultyLane(session.OpenLane(), file);

        public void Dispose() => session.Dispose();
    }
}
