namespace FakeNews.Grains.Devices;

/// <summary>The device has not loaded the model that a batch was tokenized for.</summary>
internal sealed class ModelAbsentException(string sha256) : Exception($"The model {sha256} is not loaded on this device.");
