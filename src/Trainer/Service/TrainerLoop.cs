using Confluent.Kafka;
using FakeNews.Trainer.Claims;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FakeNews.Trainer.Service;

/// <summary>Has the work done, step after step, for as long as the process runs.</summary>
internal sealed partial class TrainerLoop(TrainerWork work, KafkaClaimLog claims, TrainerOptions options, TimeProvider time, ILogger<TrainerLoop> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            work.Waiting = "It reads what trainers agreed on.";
            await claims.CaughtUp.WaitAsync(stoppingToken);
            work.Waiting = null;
            while (true)
            {
                var pause = options.Look;
                try
                {
                    if (await work.StepAsync(stoppingToken))
                    {
                        Finished(work.Status().Last?.Result ?? "", work.Status().Last?.Words ?? "");
                        pause = TimeSpan.Zero;
                    }
                }
                catch (Exception fault) when (fault is SiloException or HttpRequestException or KafkaException or TimeoutException or IOException)
                {
                    work.Waiting = fault is HttpRequestException ? "The silo does not answer." : fault.Message;
                    Waits(work.Waiting);
                    pause = Pause;
                }

                await Task.Delay(pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A checkpoint lies in the retraining's folder.
        }
    }

    [LoggerMessage(LogLevel.Information, "A retraining is finished: {Result}. {Words}")]
    private partial void Finished(string result, string words);

    [LoggerMessage(LogLevel.Warning, "{Reason} It tries again in 5 s.")]
    private partial void Waits(string reason);
}
