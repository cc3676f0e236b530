using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Security;

/// <summary>Says in words who may do what, for the start.</summary>
internal sealed class SecurityNotice(KeyRing keys, LocalAccess local, IOptions<SecurityOptions> options, IHostEnvironment environment)
{
    /// <summary>True where it is a warning.</summary>
    public bool IsWarning => local.IsOpen;

    /// <summary>One or two sentences.</summary>
    public string Text => local.IsOpen
        ? $"Everything is open without a key, because this is {environment.EnvironmentName}, there are no keys, and only to this machine. Put keys under Security:Keys before anybody else may reach it."
        : keys.IsEmpty
        ? "No API key is configured, so nobody can change a model over HTTP; fakenews keys new makes one."
        : $"{options.Value.Keys.Count} API key{(options.Value.Keys.Count == 1 ? "" : "s")} may change things, each within its roles.";
}
