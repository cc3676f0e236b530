using FakeNews.Ingest.Replay;

namespace FakeNews.Ingest.DeadLetters;

/// <summary>Sends letters back to the articles' topic, where they are judged again. The letters themselves stay: Kafka's topics only grow.</summary>
public sealed class LetterReplay(DeadLetterLog log, Replayer replayer, TimeProvider time)
{
    /// <summary>Sends them, each once and in the order of its partition.</summary>
    /// <param name="selection">The letters.</param>
    /// <param name="rehearse">Do everything but send.</param>
    /// <param name="progress">Told about twice a second.</param>
    /// <param name="cancellationToken">Ends the replay after what is under way.</param>
    /// <exception cref="Confluent.Kafka.KafkaException">The broker can't be reached, or refuses altogether.</exception>
    public async Task<LetterReplaySummary> SendAsync(LetterSelection selection, bool rehearse, IProgress<ReplayProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var (read, lost) = (0L, 0L);
        var sent = rehearse ? Rehearse(Records()) : await replayer.SendAsync(Records(), progress: progress, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(sent, lost, cancellationToken.IsCancellationRequested ? 0 : selection.Entries.Length - read);

        IEnumerable<ReplayRecord> Records()
        {
            // Who is interrupted still wants to know how far it came: the end of the records, not an exception, ends it.
            foreach (var letter in log.Read(selection, CancellationToken.None))
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    yield break;
                }

                read++;
                if (log.WholeAsync(letter, CancellationToken.None).GetAwaiter().GetResult() is { } whole)
                {
                    yield return ReplayedLetter.Of(whole);
                }
                else
                {
                    lost++;
                }
            }
        }
    }

    private ReplayProgress Rehearse(IEnumerable<ReplayRecord> records)
    {
        var started = time.GetTimestamp();
        var (count, bytes) = (0L, 0L);
        foreach (var record in records)
        {
            count++;
            bytes += record.Value?.LongLength ?? 0;
        }

        return new ReplayProgress(count, 0, bytes, time.GetElapsedTime(started), null);
    }
}
