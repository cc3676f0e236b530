namespace FakeNews.Chaos.Pressure;

/// <summary>How hard the stream is pressed.</summary>
public sealed record PressureOptions
{
    /// <summary>How long ten times too much comes in. Default 5 minutes.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Input as a multiple of what the slowed lanes manage. Default 10.</summary>
    public double Factor { get; init; } = 10;

    /// <summary>Milliseconds that every run of a lane takes longer. Default 400.</summary>
    public int Slowness { get; init; } = 400;

    /// <summary>fakenews.dll; null for the newest build of src/Silo. It must have fault points.</summary>
    public string? Program { get; init; }

    /// <summary>Folder of logs and data; not there yet.</summary>
    public required string Folder { get; init; }
}
