using System.Diagnostics;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Tests.Commands;

/// <summary>The program itself, in a process and an empty folder of its own.</summary>
internal static class TrainerProgram
{
    public static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;
        try
        {
            var start = new ProcessStartInfo("dotnet", [Path.ChangeExtension(typeof(TrainingLoop).Assembly.Location, ".dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
            };
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
