namespace FakeNews.Chaos.Silos;

/// <summary>libfaketime: the wall clock of one process, set by a file while it runs. The monotonic clock stays the machine's, as when an operator sets the time.</summary>
public static class FakeClock
{
    private static readonly string[] Places =
    [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib64/faketime/libfaketimeMT.so.1",
    ];

    /// <summary>The library, or null where it is not there.</summary>
    public static string? Library { get; } = Places.FirstOrDefault(File.Exists);

    /// <summary>Sets a clock off the machine's.</summary>
    /// <param name="file">The process's clock file.</param>
    /// <param name="offset">Seconds with a sign, e.g. <c>+3600</c>.</param>
    public static void Set(string file, string offset) => File.WriteAllText(file, offset + "\n");

    /// <summary>Variables under which a process obeys its clock file.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Environment(string file) => Library is null
        ? []
        :
        [
            new("LD_PRELOAD", Library),
            new("FAKETIME_TIMESTAMP_FILE", file),
            new("FAKETIME_CACHE_DURATION", "1"),
            new("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
            new("DONT_FAKE_MONOTONIC", "1"),
            new("FAKETIME_DONT_RESET", "1"),
        ];
}
