using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Tests.Runs;

public sealed class TokenCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    private static readonly TokenizedArticle[] Articles = [new([2, 7, 65535, 3], [7], [65535], 1), new([2, 3], [], [], 0)];

    private string Path => System.IO.Path.Combine(_folder, "tokens.bin");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_tokenized_once_is_read_again()
    {
        new TokenCache(Path, "one").Get(static () => Articles);
        var again = new TokenCache(Path, "one").Get(static () => throw new InvalidOperationException("It was tokenized again."));

        Assert.Equal(Articles.Length, again.Count);
        Assert.All(Articles.Zip(again), pair =>
        {
            Assert.Equal(pair.First.Whole, pair.Second.Whole);
            Assert.Equal(pair.First.Title, pair.Second.Title);
            Assert.Equal(pair.First.Body, pair.Second.Body);
            Assert.Equal(pair.First.Label, pair.Second.Label);
        });
    }

    [Fact]
    public void Another_key_or_a_damaged_file_is_tokenized_anew()
    {
        new TokenCache(Path, "one").Get(static () => Articles);
        Assert.Single(new TokenCache(Path, "two").Get(static () => Articles[..1]));
        var bytes = File.ReadAllBytes(Path);
        foreach (var length in new[] { 0, 3, 20, bytes.Length - 1 })
        {
            File.WriteAllBytes(Path, bytes[..length]);
            Assert.Equal(2, new TokenCache(Path, "two").Get(static () => Articles).Count);
        }
    }
}
