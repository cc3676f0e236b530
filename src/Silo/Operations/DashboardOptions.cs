namespace FakeNews.Silo.Operations;

/// <summary>Who may see the Orleans dashboard. It shows grain state and logs.</summary>
internal sealed class DashboardOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Dashboard";

    /// <summary>The password to <c>/dashboard</c> (any user name), at least 12 characters. Without one the dashboard is there only in Development, and only for this machine.</summary>
    public string? Key { get; set; }
}
