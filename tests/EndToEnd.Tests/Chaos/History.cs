using FakeNews.Chaos.Auditing;

namespace FakeNews.EndToEnd.Tests.Chaos;

/// <summary>A made-up run that keeps every law, to plant faults in.</summary>
internal static class History
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Articles on some partitions, with gaps in their offsets, each with its result; two models, one after the other.</summary>
    public static Evidence Create(int seed, int articles = 40)
    {
        var random = new Random(seed);
        var inputs = new Dictionary<int, List<InputRecord>>();
        var results = new List<ResultRecord>();
        var ends = new Dictionary<OutputPartition, long>();
        var committed = new Dictionary<int, long>();
        var samples = new List<CommitSample>();
        for (var number = 0; number < articles; number++)
        {
            var partition = random.Next(3);
            var list = inputs.TryGetValue(partition, out var found) ? found : inputs[partition] = [];
            var offset = (list.Count == 0 ? 0 : list[^1].Offset) + random.Next(1, 4);
            var at = Start.AddSeconds(number);
            var poison = random.Next(10) == 0;
            var input = new InputRecord(offset, $"key-{random.Next(4)}", $"id-{number}", poison ? InputKind.Poison : InputKind.Article, poison ? -1 : number % 5, at);
            list.Add(input);
            var flagged = !poison && random.Next(3) == 0;
            Add(poison ? ResultKind.DeadLetter : ResultKind.Verdict, flagged);
            if (flagged)
            {
                Add(ResultKind.Flagged, true);
            }

            committed[partition] = offset + 1;
            samples.Add(new CommitSample(at.AddMilliseconds(500), new Dictionary<int, long>(committed), new Dictionary<OutputPartition, long>(ends)));

            void Add(ResultKind kind, bool isFlagged)
            {
                var output = new OutputPartition(kind, input.Key[^1] % 2);
                var place = ends.GetValueOrDefault(output);
                ends[output] = place + 1 + random.Next(2);
                results.Add(new ResultRecord
                {
                    Kind = kind,
                    Partition = output.Partition,
                    Offset = place,
                    Timestamp = at.AddMilliseconds(200),
                    InputPartition = partition,
                    InputOffset = offset,
                    Id = input.Id,
                    Model = kind == ResultKind.DeadLetter ? null : ModelAt(number, articles),
                    Label = kind == ResultKind.DeadLetter ? null : "fake",
                    FakeProbability = kind == ResultKind.DeadLetter ? null : Probability(input.Text),
                    IsFlagged = isFlagged,
                });
            }
        }

        return new Evidence
        {
            Inputs = inputs.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<InputRecord>)pair.Value),
            Results = results,
            Committed = committed,
            Samples = samples,
            Acknowledged = [.. inputs.SelectMany(pair => pair.Value.Select(record => new Acknowledgement(record.Id!, pair.Key, record.Offset)))],
            Models = [new("first", Start, Start.AddSeconds(articles / 2)), new("second", Start.AddSeconds(articles / 2), null)],
            Expected = (from model in new[] { "first", "second" } from text in Enumerable.Range(0, 5) select (model, text)).ToDictionary(
                pair => new TextOfModel(pair.model, pair.text),
                pair => new ExpectedVerdict("fake", Probability(pair.text))),
            CommitBound = TimeSpan.FromSeconds(1),
        };
    }

    private static string ModelAt(int number, int articles) => number < articles / 2 ? "first" : "second";

    private static double Probability(int text) => 0.5 + (text * 0.1);
}
