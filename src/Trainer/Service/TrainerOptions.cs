using FakeNews.Trainer.Gate;
using FakeNews.Trainer.Labelled;
using FakeNews.Trainer.Retraining;

namespace FakeNews.Trainer.Service;

/// <summary>The trainer service (section <c>Trainer</c>).</summary>
public sealed class TrainerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Trainer";

    /// <summary>Folder of the labelled store and of the retrainings; each trainer has its own. Default <c>trainer</c>.</summary>
    public string Folder { get; set; } = "trainer";

    /// <summary>Kafka's brokers as <c>host:port[,host:port…]</c>.</summary>
    public string? BootstrapServers { get; set; }

    /// <summary>Any librdkafka setting by its name, e.g. <c>security.protocol</c>.</summary>
    public Dictionary<string, string> Client { get; set; } = [];

    /// <summary>The labels' topic. Default <c>news.labels</c>.</summary>
    public string Labels { get; set; } = "news.labels";

    /// <summary>The topic on whose partition 0 trainers agree who retrains and who publishes. Default <c>news.trainer</c>.</summary>
    public string Claims { get; set; } = "news.trainer";

    /// <summary>The consumer group under which the trainer's position is shown. Default <c>fakenews-trainer</c>.</summary>
    public string GroupId { get; set; } = "fakenews-trainer";

    /// <summary>Address of a silo. Default <c>http://127.0.0.1:5080</c>.</summary>
    public string Silo { get; set; } = "http://127.0.0.1:5080";

    /// <summary>File that holds the silo's API key (of the role <c>trainer</c>), e.g. a mounted secret; without it the key is taken from <c>FAKENEWS_KEY</c>.</summary>
    public string? SiloKeyFile { get; set; }

    /// <summary>Folder with the article sets that the base model was trained on.</summary>
    public string? Data { get; set; }

    /// <summary>JSON lines with plain true statements. Default <c>samples/plain-statements.jsonl</c>.</summary>
    public string Statements { get; set; } = Path.Combine("samples", "plain-statements.jsonl");

    /// <summary>Retrain when so many more articles are labelled. Default 200; 0 never does.</summary>
    public int NewLabels { get; set; } = 200;

    /// <summary>Retrain this often, where labels have come since; null (the default) does not.</summary>
    public TimeSpan? Every { get; set; }

    /// <summary>Retrain when the stream begins to drift, once for each drift, with the labels there are. Default false: labels of the new kind bring it about themselves.</summary>
    public bool OnDrift { get; set; }

    /// <summary>No drift leads to a retraining sooner than this after the last one that a drift led to. Default 1 day.</summary>
    public TimeSpan DriftCooldown { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// What passes the gate is proposed to go from shadow over canary to active by itself; <c>--auto-promote</c> sets it. Default false: the silo says whether it does
    /// (<c>Promotion:Auto</c>), else a person.
    /// </summary>
    public bool AutoPromote { get; set; }

    /// <summary>After this a trainer that has said nothing loses its retraining to another one. Default 10 minutes.</summary>
    public TimeSpan ClaimTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often it looks whether there is something to do. Default 2 s.</summary>
    public TimeSpan Look { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Threads of the computation. Default half of the cores.</summary>
    public int Threads { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Niceness of the whole process on Linux, 0 to 19, so that serving on the same machine goes first. Default 10.</summary>
    public int Nice { get; set; } = 10;

    /// <summary>sha256 hash (<c>fakenews keys new</c>) of the key that <c>POST /retrain</c> asks for; without one it is open to this machine alone.</summary>
    public string? KeyHash { get; set; }

    /// <summary>Whose word counts how much.</summary>
    public ReviewerTrust Reviewers { get; set; } = new();

    /// <summary>How a model is trained on.</summary>
    public RetrainOptions Retrain { get; set; } = new();

    /// <summary>The gate's limits.</summary>
    public GateLimits Gate { get; set; } = new();
}
