using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using FakeNews.Tests.Support;

namespace FakeNews.Silo.Tests.Commands;

/// <summary><c>fakenews serve</c> as a process, with its embedded broker and a tiny model.</summary>
internal sealed partial class Served : IAsyncDisposable
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(120);
    private readonly Process _process;
    private readonly TinyModel _model;
    private readonly StringBuilder _said;

    private Served(Process process, TinyModel model, StringBuilder said, string greeting)
    {
        (_process, _model, _said) = (process, model, said);
        Greeting = greeting;
        Page = new Uri(PageLine().Match(greeting).Groups[1].Value);
        Broker = BrokerLine().Match(greeting).Groups[1].Value;
    }

    public string Greeting { get; }

    public Uri Page { get; }

    public string Broker { get; }

    /// <summary>Everything printed so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public static async Task<Served> StartAsync(params string[] settings)
    {
        var model = TinyModel.Write();
        var process = Cli.Start(["serve", "--urls", "http://127.0.0.1:0", $"--Models:Package={model.Folder}", .. settings]);
        var said = new StringBuilder();
        var greeted = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => greeted.TrySetException(new InvalidOperationException("fakenews ended: " + said));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new Served(process, model, said, await greeted.Task.WaitAsync(_bound));

        void Hear(string? line)
        {
            lock (said)
            {
                said.AppendLine(line);
                if (line?.Contains("Ctrl-C ends", StringComparison.Ordinal) == true)
                {
                    greeted.TrySetResult(said.ToString());
                }
            }
        }
    }

    /// <summary>Interrupts it as Ctrl-C does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        using var bound = new CancellationTokenSource(_bound);
        await _process.WaitForExitAsync(bound.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _model.Dispose();
    }

    [GeneratedRegex(@"The page: (\S+)")]
    private static partial Regex PageLine();

    [GeneratedRegex(@"Broker\s+(\S+)")]
    private static partial Regex BrokerLine();
}
