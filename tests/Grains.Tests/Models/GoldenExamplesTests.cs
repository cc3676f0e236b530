using FakeNews.Grains.Models;

namespace FakeNews.Grains.Tests.Models;

public sealed class GoldenExamplesTests
{
    [Fact]
    public void Come_shortest_first()
    {
        using var written = TestPackage.Write(golden: """
            {"text":"alpha beta","ids":[2,5,6,3],"logits":[0.5,-0.5]}
            {"ids":[2,5,3],"logits":[1,-1],"tolerance":0.01}
            """);

        var examples = GoldenExamples.Read(written.Snapshot());

        Assert.Equal([3, 4], examples.Select(example => example.Ids.Length));
        Assert.Equal([0.01, null], examples.Select(example => example.Tolerance));
    }

    [Theory]
    [InlineData("""{"ids":[2,999,3],"logits":[1,-1]}""")]
    [InlineData("""{"ids":[2,-1,3],"logits":[1,-1]}""")]
    [InlineData("""{"ids":[],"logits":[1,-1]}""")]
    [InlineData("""{"ids":[2,5,3],"logits":[1]}""")]
    [InlineData("""{"ids":[2,5,3]}""")]
    [InlineData("null")]
    [InlineData("{")]
    public void A_line_that_is_no_example_is_named(string line)
    {
        using var written = TestPackage.Write(golden: """{"ids":[2,5,3],"logits":[1,-1]}""" + "\n" + line);

        var refused = Assert.Throws<ModelPackageException>(() => GoldenExamples.Read(written.Snapshot()));
        Assert.StartsWith("Line 2 of golden.jsonl", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tokenizer_that_reads_a_text_otherwise_than_the_trainers_is_refused()
    {
        using var written = TestPackage.Write(golden: """{"text":"alpha gamma","ids":[2,5,6,3],"logits":[1,-1]}""");

        var refused = Assert.Throws<ModelPackageException>(() => GoldenExamples.Read(written.Snapshot()));
        Assert.Contains("gives other ids than its trainer's", refused.Message, StringComparison.Ordinal);
    }
}
