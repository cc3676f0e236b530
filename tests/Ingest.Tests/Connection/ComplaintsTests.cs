using Confluent.Kafka;
using FakeNews.Ingest.Connection;

namespace FakeNews.Ingest.Tests.Connection;

public sealed class ComplaintsTests
{
    private static readonly Error Refused = new(ErrorCode.Local_Authentication, "SASL");

    [Theory]
    [InlineData(ErrorCode.Local_AllBrokersDown)]
    [InlineData(ErrorCode.Local_Transport)]
    [InlineData(ErrorCode.Local_TimedOut)]
    public void A_refusal_stands_behind_the_silence_that_follows_it(ErrorCode silence)
    {
        var complaints = new Complaints();
        complaints.Add(Refused);
        complaints.Add(new Error(silence));
        Assert.Equal(ErrorCode.Local_Authentication, complaints.Cause(new Error(silence)).Code);
    }

    [Fact]
    public void An_error_that_says_something_speaks_for_itself()
    {
        var complaints = new Complaints();
        complaints.Add(Refused);
        Assert.Equal(ErrorCode.GroupAuthorizationFailed, complaints.Cause(new Error(ErrorCode.GroupAuthorizationFailed)).Code);
    }

    [Fact]
    public void A_new_attempt_knows_nothing_of_the_last()
    {
        var complaints = new Complaints();
        complaints.Add(Refused);
        complaints.Clear();
        Assert.Equal(ErrorCode.Local_TimedOut, complaints.Cause(new Error(ErrorCode.Local_TimedOut)).Code);
    }
}
