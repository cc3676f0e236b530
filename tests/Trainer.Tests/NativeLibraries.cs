using System.Runtime.CompilerServices;
using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Tests;

internal static class NativeLibraries
{
    [ModuleInitializer]
    internal static void Repair() => NativeLibraryRepair.Apply();
}
