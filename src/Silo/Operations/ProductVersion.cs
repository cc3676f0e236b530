using System.Reflection;

namespace FakeNews.Silo.Operations;

/// <summary>The program's version.</summary>
internal static class ProductVersion
{
    /// <summary>Without the commit, e.g. <c>0.1.0</c>.</summary>
    public static string Current { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
