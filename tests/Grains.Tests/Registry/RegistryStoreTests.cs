using FakeNews.Grains.Registry;
using Orleans.Storage;

namespace FakeNews.Grains.Tests.Registry;

public sealed class RegistryStoreTests : IDisposable
{
    private static readonly GrainId Grain = GrainId.Create("registry", "0");
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-registry-").FullName;

    [Fact]
    public async Task A_state_that_was_written_is_read_by_another_process()
    {
        var written = await OpenAsync();
        written.State = Record(3);
        await Storage().WriteStateAsync("registry", Grain, written);

        var read = await OpenAsync();

        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(written.State!.State, read.State!.State);
        Assert.Equal(written.State.Recent.Select(entry => entry.Sequence), read.State!.Recent.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Of_two_that_read_the_same_state_only_one_writes()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        first.State = Record(1);
        second.State = Record(2);
        await Storage().WriteStateAsync("registry", Grain, first);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage().WriteStateAsync("registry", Grain, second));

        Assert.Equal(1, (await OpenAsync()).State!.State.Sequence);
    }

    [Fact]
    public async Task A_write_that_was_cut_short_leaves_the_state_before_it()
    {
        var state = await OpenAsync();
        state.State = Record(1);
        await Storage().WriteStateAsync("registry", Grain, state);
        var file = Directory.GetFiles(_folder, "*.json").Single();
        await File.WriteAllTextAsync(Path.Combine(_folder, $".{Path.GetFileName(file)}.dead.tmp"), "{\"state\":{\"gener", TestContext.Current.CancellationToken);

        Assert.Equal(1, (await OpenAsync()).State!.State.Sequence);
    }

    [Fact]
    public async Task The_journal_keeps_every_line_once_and_mends_one_that_was_cut_short()
    {
        var path = Path.Combine(_folder, "history.jsonl");
        await new FileJournal(path).AppendAsync([Line(1), Line(2)]);
        await File.AppendAllTextAsync(path, "{\"sequence\":3,\"at\":\"20", TestContext.Current.CancellationToken);

        var journal = new FileJournal(path);
        Assert.Equal(2, await journal.LastSequenceAsync());
        await journal.AppendAsync([Line(2), Line(3), Line(4)]);

        Assert.Equal([4, 3, 2, 1], (await journal.ReadAsync(long.MaxValue, 100)).Select(entry => entry.Sequence));
        Assert.Equal([3, 2], (await journal.ReadAsync(4, 2)).Select(entry => entry.Sequence));
        Assert.All(await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken), line => Assert.EndsWith("}", line, StringComparison.Ordinal));
    }

    [Fact]
    public void The_record_keeps_a_bounded_part_of_the_history()
    {
        var record = new RegistryRecord();
        for (var i = 1; i <= RegistryRecord.Remembered + 10; i++)
        {
            record = record.With(RegistryRules.Apply(record.State, new(new(RegistryVerb.Import, RegistryMoves.Models[0]), "tester"), DateTimeOffset.UnixEpoch));
        }

        Assert.Equal(RegistryRecord.Remembered, record.Recent.Length);
        Assert.Equal(record.State.Sequence, record.Recent[^1].Sequence);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static HistoryEntry Line(long sequence) => new(sequence, DateTimeOffset.UnixEpoch, "tester", new(RegistryVerb.Import, RegistryMoves.Models[0]), "why\n\"quoted\"", 0, 0, null);

    private static RegistryRecord Record(int commands) => Enumerable.Range(0, commands).Aggregate(
        new RegistryRecord(),
        (record, _) => record.With(RegistryRules.Apply(record.State, new(new(RegistryVerb.Import, RegistryMoves.Models[0]), "tester"), DateTimeOffset.UnixEpoch)));

    private FileGrainStorage Storage() => new(_folder, new JsonStateSerializer());

    private async Task<GrainState<RegistryRecord>> OpenAsync()
    {
        var state = new GrainState<RegistryRecord>();
        await Storage().ReadStateAsync("registry", Grain, state);
        return state;
    }
}
