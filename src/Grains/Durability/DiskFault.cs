namespace FakeNews.Grains.Durability;

/// <summary>Tells why a write failed, by the system's own number for it.</summary>
internal static class DiskFault
{
    // errno on Linux and macOS; on Windows HRESULTs made of its error codes.
    private const int NoSpace = 28;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;
    private const int NotPermitted = 1;
    private const int NoAccess = 13;
    private const int ReadOnly = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleFull = unchecked((int)0x80070027);

    /// <summary>No space, or none for this user.</summary>
    public static bool IsFull(Exception fault)
    {
        var code = fault.GetBaseException().HResult;
        return code is WindowsDiskFull or WindowsHandleFull
            || (!OperatingSystem.IsWindows() && (code == NoSpace || code == (OperatingSystem.IsMacOS() ? MacQuota : LinuxQuota)));
    }

    /// <summary>Mounted read-only, or not this user's to write.</summary>
    public static bool IsForbidden(Exception fault) =>
        fault.GetBaseException() is var cause
        && (cause is UnauthorizedAccessException || (!OperatingSystem.IsWindows() && cause.HResult is NotPermitted or NoAccess or ReadOnly));

    /// <summary>A fault of the disk, and of nothing else.</summary>
    public static bool Is(Exception fault) => fault.GetBaseException() is IOException or UnauthorizedAccessException;
}
