namespace FakeNews.Grains.Contracts;

/// <summary>The header that names a record's contract version, on every record the product writes.</summary>
public static class ContractVersion
{
    /// <summary>The Kafka header's key.</summary>
    public const string Header = "contract-version";

    /// <summary>The version written now; a new optional field does not change it.</summary>
    public const string Current = "1";
}
