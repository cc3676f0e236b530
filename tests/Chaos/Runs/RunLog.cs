using System.Globalization;

namespace FakeNews.Chaos.Runs;

/// <summary>Plain lines of what goes on, on the console and in the run's folder.</summary>
public sealed class RunLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TextWriter _out;
    private readonly StreamWriter _file;
    private readonly long _started = TimeProvider.System.GetTimestamp();

    /// <summary>Opens the log.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="output">The console.</param>
    public RunLog(string folder, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        _out = output;
        _file = new StreamWriter(Path.Combine(folder, "run.log"), append: true) { AutoFlush = true };
    }

    /// <summary>Writes a line with the seconds since the start.</summary>
    public void Say(string line)
    {
        var stamped = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(_started).TotalSeconds,7:F1} {line}");
        Write(stamped);
    }

    /// <summary>Writes text as it is.</summary>
    public void Write(string text)
    {
        lock (_gate)
        {
            _out.WriteLine(text);
            _file.WriteLine(text);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _file.Dispose();
        }
    }
}
