using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FakeNews.Silo.Commands;

/// <summary>Help that ends in examples.</summary>
/// <param name="help">The ordinary help.</param>
/// <param name="examples">Lines to type, by command.</param>
internal sealed class Examples(HelpAction help, IReadOnlyDictionary<Command, string[]> examples) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command, out var lines))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines)
            {
                output.WriteLine("  " + line);
            }

            output.WriteLine();
            output.WriteLine("Every verb takes --Section:Key=value for any setting of docs/operations.md.");
        }

        return exitCode;
    }
}
