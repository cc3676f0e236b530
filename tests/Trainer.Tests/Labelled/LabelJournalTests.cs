using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;
using FakeNews.Trainer.Labelled;

namespace FakeNews.Trainer.Tests.Labelled;

public sealed class LabelJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string FilePath => Path.Combine(_folder, "labels.journal");

    [Fact]
    public void What_was_stored_is_there_after_a_restart_and_is_not_stored_twice()
    {
        using (var journal = LabelJournal.Open(_folder))
        {
            journal.Append([new(0, 0, Said("a", "anna", ReviewLabel.Fake)), new(1, 5, Said("b", "anna", ReviewLabel.Real)), new(0, 1, null)]);
            journal.Append([new(0, 2, Said("a", "ben", ReviewLabel.Real))]);
        }

        using var again = LabelJournal.Open(_folder);
        Assert.Equal(new Dictionary<int, long> { [0] = 2, [1] = 5 }, again.Positions);
        Assert.Equal(ReviewOutcome.Disputed, again.Reviews["a"].Outcome);
        var length = new FileInfo(FilePath).Length;
        again.Append([new(0, 0, Said("a", "anna", ReviewLabel.Real)), new(0, 2, Said("a", "ben", ReviewLabel.Fake))]);
        Assert.Equal(length, new FileInfo(FilePath).Length);
        Assert.Equal(ReviewLabel.Fake, again.Reviews["a"].Words["anna"].Label);
    }

    [Fact]
    public void A_text_is_stored_once_however_many_label_it_and_is_found_again()
    {
        using var journal = LabelJournal.Open(_folder);
        var text = new string('x', 50_000);
        for (var i = 0; i < 20; i++)
        {
            journal.Append([new(0, i, Said("a", $"reviewer {i}", ReviewLabel.Fake) with { Text = text })]);
        }

        journal.Append([new(0, 20, Said("b", "anna", ReviewLabel.Real) with { Text = text })]);
        Assert.InRange(new FileInfo(FilePath).Length, 50_000, 60_000);
        Assert.Equal(1, journal.Texts);
        var articles = journal.Read([new("b", 1), new("a", 0), new("nowhere", 1)]);
        Assert.Equal([("b", 1), ("a", 0)], articles.Select(article => (article.Id, article.Label)));
        Assert.All(articles, article => Assert.Equal(text, article.Text));
    }

    [Fact]
    public void Cut_off_anywhere_it_holds_the_labels_that_were_whole_and_goes_on()
    {
        using (var journal = LabelJournal.Open(_folder))
        {
            journal.Append([.. Enumerable.Range(0, 4).Select(i => new LabelArrival(0, i, Said($"a{i}", "anna", ReviewLabel.Fake)))]);
        }

        var whole = File.ReadAllBytes(FilePath);
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            var lines = whole[..length].Count(unit => unit == (byte)'\n');
            using (var journal = LabelJournal.Open(_folder))
            {
                Assert.Equal(lines, journal.Reviews.Count);
                Assert.Equal(lines - 1, journal.Positions.GetValueOrDefault(0, -1));
                journal.Append([.. Enumerable.Range(0, 4).Select(i => new LabelArrival(0, i, Said($"a{i}", "anna", ReviewLabel.Fake)))]);
            }

            Assert.Equal(whole, File.ReadAllBytes(FilePath));
        }
    }

    [Fact]
    public void A_damaged_line_before_the_last_is_told_and_not_passed_over()
    {
        using (var journal = LabelJournal.Open(_folder))
        {
            journal.Append([.. Enumerable.Range(0, 3).Select(i => new LabelArrival(0, i, Said($"a{i}", "anna", ReviewLabel.Fake)))]);
        }

        var bytes = File.ReadAllBytes(FilePath);
        bytes[40] ^= 1;
        File.WriteAllBytes(FilePath, bytes);

        Assert.Contains("Line 1", Assert.Throws<InvalidDataException>(() => LabelJournal.Open(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_processes_do_not_write_into_one_store()
    {
        using var journal = LabelJournal.Open(_folder);

        Assert.Contains("Trainer:Folder", Assert.Throws<IOException>(() => LabelJournal.Open(_folder)).Message, StringComparison.Ordinal);
    }

    private static ArticleLabel Said(string article, string reviewer, ReviewLabel label) => new(article, label, reviewer, "A title", "A text", DateTimeOffset.UnixEpoch);
}
