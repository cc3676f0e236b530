using FakeNews.Ingest.Consuming;

namespace FakeNews.Ingest.Tests.Consuming;

public sealed class InFlightWindowTests
{
    [Fact]
    public void It_fills_at_the_bound_of_articles_and_opens_at_the_resume_share()
    {
        var window = new InFlightWindow(new WindowOptions { Articles = 4, Bytes = 1000, ResumeAt = 0.5 });
        for (var article = 0; article < 3; article++)
        {
            window.Admit(1);
            Assert.False(window.IsFull);
        }

        window.Admit(1);
        Assert.True(window.IsFull);
        window.Release(1, 1);
        Assert.True(window.IsFull);
        window.Release(1, 1);
        Assert.False(window.IsFull);
    }

    [Fact]
    public void It_fills_at_the_bound_of_bytes_even_with_one_record_larger_than_it()
    {
        var window = new InFlightWindow(new WindowOptions { Articles = 100, Bytes = 10, ResumeAt = 0 });
        window.Admit(5_000_000);
        Assert.True(window.IsFull);
        Assert.Throws<ArgumentOutOfRangeException>(() => window.Release(1, 5_000_001));
        window.Release(1, 5_000_000);
        Assert.False(window.IsFull);
        Assert.Equal((0, 0L), (window.Articles, window.Bytes));
    }
}
