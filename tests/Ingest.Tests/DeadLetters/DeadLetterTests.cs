using System.Text.Json;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Ingest.Reading;

namespace FakeNews.Ingest.Tests.DeadLetters;

public sealed class DeadLetterTests
{
    private static readonly byte[] _bytes = [0xFF, 0x00, .. "{broken"u8];

    [Fact]
    public void A_letter_is_read_as_it_was_written_whatever_headers_the_original_brought()
    {
        // A producer may use our names: those of the letter stand after them and count.
        (string, string)[] own = [("reason", "mine"), ("traceparent", "00-1"), ("original-topic", "elsewhere"), ("attempts", "2"), ("failed-at", "never")];
        var letter = Letters.Read(Letters.Write(Letters.Input(3, 17, _bytes, own)), 1, 5);

        Assert.Equal("not-json", letter.Reason);
        Assert.Equal("A sentence.", letter.ExceptionMessage);
        Assert.Equal(new LetterOrigin("news.articles", 3, 17), letter.Origin);
        Assert.Equal((3, null, null), (letter.Attempts, letter.FirstLetter, letter.OriginalSize));
        Assert.Equal(new LetterPlace(1, 5), letter.Article);
        Assert.Equal(_bytes, letter.Value);
        Assert.Equal(["reason=mine", "traceparent=00-1", "original-topic=elsewhere", "attempts=2", "failed-at=never"], Letters.Text(letter.OriginalHeaders));
    }

    [Fact]
    public void A_record_of_somebody_else_is_a_letter_without_a_known_reason()
    {
        var record = new StoredRecord(0, 7, DateTimeOffset.UnixEpoch, null, null, []);

        var letter = DeadLetter.Read(record);

        Assert.Equal((DeadLetter.UnknownReason, 0), (letter.Reason, letter.Attempts));
        Assert.Null(letter.Origin);
        Assert.Equal(DateTimeOffset.UnixEpoch, letter.FailedAt);
    }

    [Fact]
    public void A_replay_brings_back_bytes_key_and_headers_and_says_where_it_is_from()
    {
        var letter = Letters.Read(Letters.Write(Letters.Input(3, 17, _bytes, ("content-type", "application/json"), ("attempts", "x"))), 1, 5);

        var replayed = ReplayedLetter.Of(letter);

        Assert.Equal(_bytes, replayed.Value);
        Assert.Equal("key"u8.ToArray(), replayed.Key);
        Assert.Equal(
            ["content-type=application/json", "attempts=x", "replayed-from=1:5", "first-letter=1:5", "attempts=1", "original-id=news.articles-3-17"],
            Letters.Text(replayed.Headers!));
    }

    [Fact]
    public void However_often_it_fails_it_keeps_its_id_counts_on_and_names_the_first_letter()
    {
        var first = Letters.Read(Letters.Write(Letters.Input(3, 17, _bytes, ("mine", "1"))), 1, 5);
        var second = Letters.Read(Letters.Write(Letters.Arrive(ReplayedLetter.Of(first), 4, 100)), 1, 9);
        var again = Letters.Arrive(ReplayedLetter.Of(second), 4, 200);
        var third = Letters.Read(Letters.Write(again), 2, 0);

        Assert.Equal([1, 2, 3], new[] { first, second, third }.Select(letter => letter.Attempts));
        Assert.Equal([null, first.Place, first.Place], new[] { first, second, third }.Select(letter => letter.FirstLetter));
        Assert.Equal("news.articles-3-17", again.FallbackId);
        Assert.Equal(new LetterOrigin("news.articles", 4, 200), third.Origin);
        Assert.All([first, second, third], letter => Assert.Equal(["mine=1"], Letters.Text(letter.OriginalHeaders)));
        Assert.Contains("replayed-from=1:9", Letters.Text(again.Headers));
    }

    [Fact]
    public void A_letter_that_was_cut_says_what_it_was()
    {
        var letter = Letters.Read(Letters.Write(Letters.Input(0, 0, new byte[100_000])).Smaller!());

        Assert.Equal(100_000, letter.OriginalSize);
        Assert.True(letter.Value!.Length < 100_000);
    }

    [Theory]
    [InlineData("not-a-place")]
    [InlineData("1:2:3")]
    [InlineData("-1:2")]
    [InlineData("")]
    public void A_first_letter_that_is_no_place_is_not_carried_on(string forged) =>
        Assert.Null(Letters.Read(Letters.Write(Letters.Input(0, 0, _bytes, ("first-letter", forged)))).FirstLetter);

    [Fact]
    public void An_export_line_loses_nothing_and_shows_text_only_where_it_is_text()
    {
        var input = Letters.Input(3, 17, _bytes, ("mine", "ünchanged\u001b[31m"));
        var json = JsonSerializer.Serialize(LetterLine.Of(Letters.Read(Letters.Write(input), 1, 5)), LetterJson.Default.LetterLine);

        var line = JsonDocument.Parse(json).RootElement;
        Assert.Equal("1:5", line.GetProperty("place").GetString());
        Assert.Equal(_bytes, line.GetProperty("value").GetProperty("base64").GetBytesFromBase64());
        Assert.False(line.GetProperty("value").TryGetProperty("text", out _));
        Assert.Equal("key", line.GetProperty("key").GetProperty("text").GetString());
        Assert.Equal("ünchanged\u001b[31m", line.GetProperty("headers")[0].GetProperty("value").GetProperty("text").GetString());
        Assert.Equal(17, line.GetProperty("origin").GetProperty("offset").GetInt64());
        Assert.DoesNotContain(json, character => char.IsControl(character));
    }
}
