namespace FakeNews.Ingest.Tests.Protocol;

public sealed class CommitProtocolTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_reachable_state_keeps_the_laws_and_can_still_finish(int records)
    {
        var protocol = new CommitProtocol(records, Rules.All);

        var exploration = Exploration.Of(protocol);

        output.WriteLine($"{records} records: {exploration.States} states");
        Assert.Null(exploration.CounterExample);
        Assert.Equal(0, exploration.CountThatCannotReach(protocol.IsDone));
    }

    [Theory]
    [InlineData(Rules.ContiguousPrefix)]
    [InlineData(Rules.AssignmentEpoch)]
    [InlineData(Rules.GenerationFencing)]
    [InlineData(Rules.ProducerFencing)]
    [InlineData(Rules.StableOffsets)]
    public void Breaking_one_rule_has_a_counter_example(Rules broken)
    {
        var exploration = Exploration.Of(new CommitProtocol(3, Rules.All & ~broken));

        output.WriteLine($"without {broken}: {exploration.CounterExample}");
        Assert.NotNull(exploration.CounterExample);
    }
}
