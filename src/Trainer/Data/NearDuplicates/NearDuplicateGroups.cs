using System.Runtime.InteropServices;

namespace FakeNews.Trainer.Data.NearDuplicates;

/// <summary>
/// Finds texts that share most of their runs of words, without comparing all with all: texts whose MinHash signatures agree in one of 16 bands of 4 are compared
/// in full (locality-sensitive hashing; Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3). At a similarity of 0.8 a pair is missed
/// once in 4,000.
/// </summary>
internal static class NearDuplicateGroups
{
    private const int BandRows = 4;
    private const int LargestBucket = 1000;

    /// <summary>For each text, the first text of its group; its own number where it is the first.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="similarity">From which share of common runs two texts are near.</param>
    /// <param name="mayJoin">Whether two texts, by their numbers, may be in one group.</param>
    public static int[] Find(IReadOnlyList<string> texts, double similarity, Func<int, int, bool> mayJoin)
    {
        var runs = texts.AsParallel().AsOrdered().Select(Shingles.Of).ToArray();
        var hash = new MinHash();
        var signatures = runs.AsParallel().AsOrdered().Select(set => hash.Sign(set)).ToArray();
        int[] first = [.. Enumerable.Range(0, texts.Count)];
        int Root(int text)
        {
            while (first[text] != text)
            {
                text = first[text] = first[first[text]];
            }

            return text;
        }

        for (var band = 0; band < MinHash.Size / BandRows; band++)
        {
            foreach (var bucket in Buckets(signatures, runs, band))
            {
                for (var j = 1; j < bucket.Count; j++)
                {
                    for (var i = 0; i < Math.Min(j, LargestBucket); i++)
                    {
                        var (earlier, later) = (Root(bucket[i]), Root(bucket[j]));
                        if (earlier != later && mayJoin(bucket[i], bucket[j]) && Shingles.Similarity(runs[bucket[i]], runs[bucket[j]]) >= similarity)
                        {
                            first[Math.Max(earlier, later)] = Math.Min(earlier, later);
                        }
                    }
                }
            }
        }

        return [.. first.Select((_, text) => Root(text))];
    }

    private static IEnumerable<List<int>> Buckets(uint[][] signatures, uint[][] runs, int band)
    {
        var buckets = new Dictionary<UInt128, List<int>>();
        for (var text = 0; text < signatures.Length; text++)
        {
            if (runs[text].Length > 0)
            {
                var key = MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(signatures[text].AsSpan(band * BandRows, BandRows)));
                (CollectionsMarshal.GetValueRefOrAddDefault(buckets, key, out _) ??= []).Add(text);
            }
        }

        return buckets.Values.Where(bucket => bucket.Count > 1);
    }
}
