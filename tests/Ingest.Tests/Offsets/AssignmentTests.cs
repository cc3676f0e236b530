using FakeNews.Ingest.Offsets;

namespace FakeNews.Ingest.Tests.Offsets;

public sealed class AssignmentTests
{
    [Fact]
    public void A_late_result_of_an_old_assignment_is_refused()
    {
        var assignment = new Assignment<string>();
        assignment.Assign(3);
        var old = assignment.Admit(3, 100, 1)!.Value;
        Assert.Equal(new DroppedRecords(0, 0, 1), assignment.Revoke(3));
        Assert.False(assignment.TryFinish(3, old, 100, "late"));
        assignment.Assign(3);
        var current = assignment.Admit(3, 100, 1)!.Value;
        Assert.NotEqual(old, current);
        Assert.False(assignment.TryFinish(3, old, 100, "late"));
        Assert.True(assignment.TryFinish(3, current, 100, "new"));
    }

    [Fact]
    public void A_record_of_a_partition_that_is_not_owned_is_not_admitted()
    {
        var assignment = new Assignment<string>();
        Assert.Null(assignment.Admit(0, 1, 1));
        assignment.Assign(0);
        Assert.NotNull(assignment.Admit(0, 1, 1));
        Assert.Throws<InvalidOperationException>(() => assignment.Assign(0));
        Assert.Equal(default, assignment.Revoke(7));
    }

    [Fact]
    public void Partitions_do_not_wait_for_each_other()
    {
        var assignment = new Assignment<string>();
        foreach (var partition in new[] { 2, 1 })
        {
            assignment.Assign(partition);
            var epoch = assignment.Admit(partition, 5, 10)!.Value;
            assignment.Admit(partition, 9, 10);
            if (partition == 1)
            {
                assignment.TryFinish(1, epoch, 5, "one");
            }
        }

        var results = new List<string>();
        var prefixes = assignment.Peek(results);
        Assert.Equal(["one"], results);
        Assert.Equal([KeyValuePair.Create(1, new FinishedPrefix(1, 6))], prefixes);
        Assert.Equal((1, 10L), assignment.Release(prefixes));
        Assert.False(assignment.HasFinishedPrefix);
        Assert.Equal(3, assignment.Unfinished);
        Assert.Equal(2, assignment.UnfinishedOf([2]));
    }
}
