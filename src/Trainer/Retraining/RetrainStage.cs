using System.Text.Json.Serialization;

namespace FakeNews.Trainer.Retraining;

/// <summary>How far a retraining is.</summary>
public enum RetrainStage
{
    /// <summary>Reads the data.</summary>
    [JsonStringEnumMemberName("reading")]
    Reading,

    /// <summary>Trains.</summary>
    [JsonStringEnumMemberName("training")]
    Training,

    /// <summary>Evaluates, calibrates, exports.</summary>
    [JsonStringEnumMemberName("packing")]
    Packing,

    /// <summary>Is before the gate.</summary>
    [JsonStringEnumMemberName("gate")]
    Gate,

    /// <summary>Publishes and proposes.</summary>
    [JsonStringEnumMemberName("publishing")]
    Publishing,
}
