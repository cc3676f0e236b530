namespace FakeNews.Silo.Security;

/// <summary>Logs at the start who may do what.</summary>
internal sealed partial class SecurityAnnouncement(SecurityNotice notice, ILogger<SecurityAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Log(notice.IsWarning ? LogLevel.Warning : LogLevel.Information, notice.Text);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Message = "{Notice}")]
    private partial void Log(LogLevel level, string notice);
}
