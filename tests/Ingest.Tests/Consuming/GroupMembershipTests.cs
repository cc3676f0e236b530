using System.Reflection;
using Confluent.Kafka;
using FakeNews.Ingest.Consuming;

namespace FakeNews.Ingest.Tests.Consuming;

public sealed class GroupMembershipTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_consumer_without_membership_is_not_asked_for_its_metadata(string? memberId)
    {
        // The client library ends the process where it is asked for metadata that it does not have.
        var (consumer, asked) = Consumer([memberId]);
        var membership = new GroupMembership();

        membership.Renew(consumer);

        Assert.Null(membership.Current);
        Assert.DoesNotContain("get_ConsumerGroupMetadata", asked);
    }

    [Fact]
    public void A_membership_that_changes_while_it_is_read_is_none()
    {
        var membership = new GroupMembership();

        membership.Renew(Consumer(["one", "two"]).Consumer);

        Assert.Null(membership.Current);
    }

    [Fact]
    public void A_members_metadata_is_kept_until_it_is_lost()
    {
        var membership = new GroupMembership();

        membership.Renew(Consumer(["one", "one"]).Consumer);

        Assert.NotNull(membership.Current);
        membership.Lose();
        Assert.Null(membership.Current);
    }

    private static (IConsumer<byte[]?, byte[]?> Consumer, List<string> Asked) Consumer(string?[] memberIds)
    {
        var consumer = DispatchProxy.Create<IConsumer<byte[]?, byte[]?>, AskedConsumer>();
        var proxy = (AskedConsumer)(object)consumer;
        proxy.MemberIds = new Queue<string?>(memberIds);
        return (consumer, proxy.Asked);
    }

#pragma warning disable CA1852 // A proxy is derived from it.
    private class AskedConsumer : DispatchProxy
#pragma warning restore CA1852
    {
        public Queue<string?> MemberIds { get; set; } = [];

        public List<string> Asked { get; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Asked.Add(targetMethod!.Name);
            return targetMethod.Name switch
            {
                "get_MemberId" => MemberIds.Dequeue(),
                "get_ConsumerGroupMetadata" => new Metadata(),
                _ => throw new NotSupportedException(targetMethod.Name),
            };
        }
    }

    private sealed class Metadata : IConsumerGroupMetadata;
}
