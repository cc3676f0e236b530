using System.Globalization;

namespace FakeNews.Silo.Commands;

/// <summary>How many of what, in words.</summary>
internal static class Counted
{
    /// <summary><c>1 label</c>, <c>2 labels</c>.</summary>
    public static string Of(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
