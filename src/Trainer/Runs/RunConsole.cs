using FakeNews.Trainer.Training;
using Spectre.Console;

namespace FakeNews.Trainer.Runs;

/// <summary>Tells a person how a run goes: a live line in a terminal, plain lines elsewhere.</summary>
/// <param name="console">Where to.</param>
/// <param name="time">For rates and the time left.</param>
public sealed class RunConsole(IAnsiConsole console, TimeProvider time)
{
    /// <summary>One that nobody reads.</summary>
    public static RunConsole Silent(TimeProvider time) => new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }), time);

    /// <summary>Measures how long things take.</summary>
    public TimeProvider Time => time;

    /// <summary>One line.</summary>
    public void Say(string line) => console.WriteLine(Clean(line));

    /// <summary>Shows the steps of a training until it is disposed.</summary>
    public TrainingProgress Follow(TrainingOptions options) => new(console, time, options);

    private static string Clean(string line) => string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c));
}
