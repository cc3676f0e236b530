namespace FakeNews.Grains.Devices;

/// <summary>A run took longer than the watchdog allows; its lane was replaced.</summary>
public sealed class RunDeadlineException(TimeSpan deadline)
    : Exception($"The run did not end within {deadline.TotalSeconds:0.#} s; its execution lane was replaced.");
