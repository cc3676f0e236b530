namespace FakeNews.Grains.Packages.Buckets;

/// <summary>An object of a bucket.</summary>
/// <param name="Key">Its whole key.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="WrittenAt">When it was written, by the store's clock.</param>
internal readonly record struct StoredObject(string Key, long Bytes, DateTimeOffset WrittenAt);
