namespace FakeNews.Silo.Training;

/// <summary>Where the trainer service is, for the models page.</summary>
internal sealed class TrainerLinkOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Trainer";

    /// <summary>Its address, e.g. <c>http://127.0.0.1:5090</c>; empty (the default) where there is none.</summary>
    public string? Address { get; set; }

    /// <summary>Its key, for retraining by hand; empty where it asks for none.</summary>
    public string? Key { get; set; }

    /// <summary>How long it may take to answer. Default 5 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
