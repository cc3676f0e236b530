namespace FakeNews.Grains.Classification;

/// <summary>What the router knows of one device. Guarded by the router's owner.</summary>
internal sealed class Route(IClassifier classifier)
{
    public IClassifier Classifier { get; set; } = classifier;

    /// <summary>Batches that were sent and have not come back.</summary>
    public int InFlight { get; set; }

    /// <summary>Depth in the last reply.</summary>
    public int ReportedDepth { get; set; }

    /// <summary>Until when the reported depth is believed.</summary>
    public long ReportedUntil { get; set; }

    /// <summary>Until when the device is left alone, because it could not be reached.</summary>
    public long SuspectUntil { get; set; }
}
