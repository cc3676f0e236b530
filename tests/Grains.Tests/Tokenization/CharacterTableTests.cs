using FakeNews.Grains.Tokenization;
using FakeNews.Tests.Support;

namespace FakeNews.Grains.Tests.Tokenization;

public sealed class CharacterTableTests
{
    private const string Rewrite = "FAKENEWS_WRITE_CHARACTERS";

    [Fact]
    public void Every_code_point_becomes_what_Hugging_Face_makes_of_it()
    {
        Span<int> target = stackalloc int[CharacterTable.LongestTarget];
        var differences = new List<string>();
        var checkedPoints = 0;
        foreach (var row in CodePointRow.All())
        {
            for (var c = row.First; c <= row.Last; c++, checkedPoints++)
            {
                var kind = CharacterTable.Shared.Kind(c);
                var becomes = target[..CharacterTable.Shared.Expand(c, target)];
                if (Name(kind) != row.Kind || !becomes.SequenceEqual(row.Becomes.Length == 0 ? [c] : row.Targets))
                {
                    differences.Add($"{c:X4}");
                }
            }
        }

        Assert.Empty(differences);
        Assert.Equal(0x110000 - 0x800, checkedPoints);
    }

    [Fact]
    public void The_committed_table_is_the_one_written_from_the_reference()
    {
        var written = CharacterTableFile.Write(CodePointRow.All());
        var path = Path.Combine(SharedFolder.Repository, "src/Grains/Tokenization/characters.txt");
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllText(path, written);
        }

        Assert.True(written == File.ReadAllText(path), $"characters.txt is out of date: run this test with {Rewrite}=1.");
    }

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDFFF)]
    public void A_lone_surrogate_vanishes(int surrogate) => Assert.Equal(CharacterKind.Drop, CharacterTable.Shared.Kind(surrogate));

    private static string Name(CharacterKind kind) => kind == CharacterKind.Ideograph ? "cjk" : kind.ToString().ToLowerInvariant();
}
