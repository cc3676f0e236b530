namespace FakeNews.Grains.Devices;

/// <summary>A model loaded onto a device; its weights are shared by all lanes. Disposed after every lane session.</summary>
internal interface IInferenceSession : IDisposable
{
    /// <summary>Buffers for one lane.</summary>
    ILaneSession OpenLane();
}
