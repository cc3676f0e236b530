using System.CommandLine;
using System.Text.Json;
using FakeNews.Trainer.Comparisons;
using Microsoft.ML.OnnxRuntime;

namespace FakeNews.Trainer.Commands;

/// <summary>The verb that <see cref="ServingProcess"/> calls; hidden.</summary>
internal static class ServeOnceCommand
{
    public static Command Create()
    {
        var command = new Command(ServingProcess.Verb, "Reads a graph and texts as JSON, measures how the graph serves them, writes the figures as JSON; compare calls it.") { Hidden = true };
        command.SetAction(_ =>
        {
            ServingRequest request;
            try
            {
                using var input = Console.OpenStandardInput();
                request = JsonSerializer.Deserialize<ServingRequest>(input)!;
            }
            catch (JsonException fault)
            {
                throw new InvalidDataException($"{ServingProcess.Verb} takes a request of compare as JSON; this is none.", fault);
            }

            try
            {
                Console.WriteLine(JsonSerializer.Serialize(new GraphServing(TimeProvider.System).Measure(request)));
            }
            catch (OnnxRuntimeException fault)
            {
                throw new InvalidDataException(fault.Message, fault);
            }
        });
        return command;
    }
}
