namespace FakeNews.Trainer.Service;

/// <summary>Refuses settings of the service that can't work.</summary>
public static class TrainerOptionsCheck
{
    /// <summary>Checks.</summary>
    /// <exception cref="InvalidDataException">A sentence for each that says what to change.</exception>
    public static void Require(TrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = Faults(options).Concat(options.Retrain.Faults()).Concat(options.Gate.Faults()).ToList();
        if (faults.Count > 0)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, faults));
        }
    }

    private static IEnumerable<string> Faults(TrainerOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BootstrapServers))
        {
            yield return "Trainer:BootstrapServers is empty; name Kafka's brokers as host:port.";
        }

        if (options.Data is null || !Directory.Exists(options.Data))
        {
            yield return $"{(options.Data is { Length: > 0 } ? $"There is no folder {options.Data}" : "Trainer:Data is empty")}; Trainer:Data names the folder with the article sets that the base model was trained on.";
        }

        if (!Uri.TryCreate(options.Silo, UriKind.Absolute, out var silo) || silo.Scheme is not ("http" or "https"))
        {
            yield return "Trainer:Silo must be an address such as http://127.0.0.1:5080.";
        }

        if (options.NewLabels < 0 || options.Every < TimeSpan.FromMinutes(1))
        {
            yield return "Trainer:NewLabels must be 0 or more, and Trainer:Every a minute or more.";
        }

        if (options.DriftCooldown < TimeSpan.Zero)
        {
            yield return "Trainer:DriftCooldown can't be negative.";
        }

        if (options.Threads < 1 || options.Nice is < 0 or > 19)
        {
            yield return "Trainer:Threads must be 1 or more, and Trainer:Nice from 0 to 19.";
        }

        if (options.ClaimTimeout < TimeSpan.FromSeconds(10) || options.Look < TimeSpan.FromMilliseconds(50) || options.Look > TimeSpan.FromMinutes(1))
        {
            yield return "Trainer:ClaimTimeout must be 10 s or more, and Trainer:Look from 50 ms to 1 min.";
        }

        if (options.Reviewers.Weights.Values.Any(static weight => !(weight >= 0 && double.IsFinite(weight))) || options.Reviewers.SoloShare is not (> 0 and <= 1) || options.Reviewers.LeastReviewers < 1)
        {
            yield return "Trainer:Reviewers:Weights must be 0 or more, SoloShare above 0 and at most 1, LeastReviewers 1 or more.";
        }
    }
}
