using System.Buffers;
using System.Text;

namespace FakeNews.Grains.Text.Masks;

/// <summary>
/// A mask that is triggered by fixed strings: they are searched for all at once, and only round a hit a rule looks closer, at a bounded neighbourhood.
/// So the time is linear whatever the text holds.
/// </summary>
internal abstract class PhraseMask(params IEnumerable<string> triggers) : ITextMask
{
    private readonly SearchValues<string> _triggers = SearchValues.Create([.. triggers], StringComparison.OrdinalIgnoreCase);

    public abstract string Name { get; }

    public abstract string Description { get; }

    public string Apply(string text, TextPart part) => Rounds.UntilStable(text, once => ApplyOnce(once, part));

    /// <summary>What to take out at the beginning, before any trigger is looked for; 0 for nothing.</summary>
    protected virtual int Opening(ReadOnlySpan<char> text, TextPart part) => 0;

    /// <summary>Looks closer at a trigger.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="at">Where the trigger stands.</param>
    /// <param name="floor">An edit may not start before this.</param>
    /// <param name="part">Headline or body.</param>
    /// <returns>The edit, not empty; or null where the trigger is innocent.</returns>
    protected abstract Edit? Match(ReadOnlySpan<char> text, int at, int floor, TextPart part);

    private string ApplyOnce(string text, TextPart part)
    {
        var done = Opening(text, part);
        var result = done > 0 ? new StringBuilder(text.Length) : null;
        for (var from = done; from < text.Length;)
        {
            var step = text.AsSpan(from).IndexOfAny(_triggers);
            if (step < 0)
            {
                break;
            }

            var at = from + step;
            if (Match(text, at, done, part) is not { } edit)
            {
                from = at + 1;
                continue;
            }

            result ??= new StringBuilder(text.Length);
            result.Append(text, done, edit.Start - done).Append(edit.Replacement);
            done = from = edit.End;
        }

        return result is null ? text : result.Append(text, done, text.Length - done).ToString();
    }
}
