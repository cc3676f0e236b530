namespace FakeNews.Trainer.Data;

/// <summary>Labels as files write them.</summary>
internal static class ArticleLabel
{
    /// <summary>0 fake, 1 real; null where the field holds neither.</summary>
    public static int? Parse(string field) => field.Trim().ToUpperInvariant() switch
    {
        "0" or "FAKE" => 0,
        "1" or "REAL" or "TRUE" => 1,
        _ => null,
    };

    /// <summary>Of Kaggle's <c>True.csv</c> and <c>Fake.csv</c>, which have no label column.</summary>
    public static int? OfFileName(string path) => Path.GetFileName(path).Split('.')[0].ToUpperInvariant() switch
    {
        "TRUE" => 1,
        "FAKE" => 0,
        _ => null,
    };
}
