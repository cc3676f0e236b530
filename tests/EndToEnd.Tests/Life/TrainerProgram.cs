using System.Reflection;
using FakeNews.Tests.Support;

namespace FakeNews.EndToEnd.Tests.Life;

/// <summary>Where <c>fakenews-trainer</c> was built to: it runs from its own folder.</summary>
internal static class TrainerProgram
{
    /// <summary>Path of <c>fakenews-trainer.dll</c>.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        SharedFolder.Repository,
        "tests",
        "EndToEnd.Tests",
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(static each => each.Key == "TrainerPath").Value!);
}
