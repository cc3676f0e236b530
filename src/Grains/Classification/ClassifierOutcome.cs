namespace FakeNews.Grains.Classification;

/// <summary>What a device did with a batch.</summary>
public enum ClassifierOutcome
{
    /// <summary>It ran; the reply has logits.</summary>
    Judged,

    /// <summary>The device has as much work as it can use; nothing was run.</summary>
    Busy,

    /// <summary>The model that the batch was tokenized for is not loaded there; nothing was run.</summary>
    ModelAbsent,

    /// <summary>The device can't run anything, not even its control batch; its articles belong elsewhere.</summary>
    Sick,

    /// <summary>The run threw, hung, or gave values that are not finite.</summary>
    Failed,
}
