namespace FakeNews.Chaos.Auditing;

/// <summary>Collects what is found while the evidence is walked.</summary>
internal sealed class Findings
{
    private const int MostExamples = 5;

    private static readonly int Count = Enum.GetValues<Law>().Length;
    private readonly long[] _checked = new long[Count];
    private readonly long[] _broken = new long[Count];
    private readonly List<string>[] _examples = [.. Enumerable.Range(0, Count).Select(_ => new List<string>())];

    /// <summary>Counts a look; where the law is broken, keeps the example.</summary>
    /// <param name="law">The law.</param>
    /// <param name="holds">Whether it holds here.</param>
    /// <param name="example">Says where it does not; called only for the first few.</param>
    public void Check(Law law, bool holds, Func<string> example)
    {
        var index = (int)law;
        _checked[index]++;
        if (holds)
        {
            return;
        }

        _broken[index]++;
        if (_examples[index].Count < MostExamples)
        {
            _examples[index].Add(example());
        }
    }

    public IReadOnlyList<LawFinding> ToList() =>
        [.. Enum.GetValues<Law>().Select(law => new LawFinding(law, _checked[(int)law], _broken[(int)law], _examples[(int)law]))];
}
