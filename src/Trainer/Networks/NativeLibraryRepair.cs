using System.Runtime.InteropServices;

namespace FakeNews.Trainer.Networks;

/// <summary>
/// Lets TorchSharp load on a Linux whose libstdc++ is older than GCC 13's. <c>libLibTorchSharp.so</c> asks for GLIBCXX_3.4.32 for one symbol,
/// <c>std::ios_base_library_init()</c>, which only makes sure that the standard streams exist; its copy in the output folder is pointed to
/// the symbol that did so before. Does nothing where the system has the version.
/// </summary>
public static class NativeLibraryRepair
{
    private const string Library = "libLibTorchSharp.so";

    /// <summary>Call before the first use of TorchSharp.</summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux() || SystemHasVersion())
        {
            return;
        }

        foreach (var path in Candidates().Where(File.Exists))
        {
            ElfSymbolVersion.Repoint(path, "GLIBCXX_3.4.32", "_ZSt21ios_base_library_initv", "GLIBCXX_3.4", "_ZNSt8ios_base4InitC1Ev");
        }

        RemoveLeftovers();
    }

    private static IEnumerable<string> Candidates()
    {
        yield return Path.Combine(AppContext.BaseDirectory, Library);
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", Library);
    }

    private static bool SystemHasVersion()
    {
        if (!NativeLibrary.TryLoad("libstdc++.so.6", out var handle))
        {
            return false;
        }

        // Never freed: the runtime and TorchSharp use the same library.
        return NativeLibrary.TryGetExport(handle, "_ZSt21ios_base_library_initv", out _);
    }

    /// <summary>After a load that failed, TorchSharp leaves a second copy of libtorch in a folder beside the binaries.</summary>
    private static void RemoveLeftovers()
    {
        var copy = Path.Combine(AppContext.BaseDirectory, "cpu");
        if (File.Exists(Path.Combine(copy, Library)))
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
