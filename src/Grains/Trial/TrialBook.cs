using FakeNews.Grains.Cascade;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Trial;

/// <summary>Counts what this silo's models do, and hands the shadow's share on. On the serving path: it neither blocks nor throws.</summary>
internal sealed class TrialBook(CascadeBook cascades, TimeProvider time) : IJudgementObserver
{
    private Page _page = Page.Blank;

    /// <summary>Receives articles for the shadow and for the cascade's checks; null: there is none.</summary>
    public IShadow? Shadow { get; set; }

    /// <summary>
    /// Opens a new page where other models have a part than before. A trial counts both models afresh; a champion that follows another is counted afresh
    /// beside what the one before had done.
    /// </summary>
    public void Begin(ModelLineup lineup)
    {
        var before = Volatile.Read(ref _page);
        var (champion, candidate) = (lineup.Champion.Identity, lineup.Candidate?.Identity);
        if (before.Champion?.Model == champion && before.Candidate?.Model == candidate)
        {
            return;
        }

        var previous = before.Champion is { } old && old.Model != champion ? old : before.Previous;
        var onTrial = candidate is null ? null : new Counted(candidate);
        var counted = before.Champion?.Model == champion && candidate is null ? before.Champion : new Counted(champion);
        Volatile.Write(ref _page, new(
            counted, onTrial, previous?.Model == candidate ? null : previous, candidate is null ? null : new FlipTally(champion, candidate, time.GetUtcNow())));
    }

    public void Judged(ModelLineup lineup, ModelSnapshot model, ModelArm? arm, Submission submission, Verdict verdict)
    {
        var page = Volatile.Read(ref _page);
        page.Of(model.Identity)?.Counter.Judged(verdict);
        cascades.Judged(model, submission, verdict, Shadow);
        if (page.Flips is { } flips && verdict.Reason == VerdictReason.Probability && lineup.IsShadowed(submission.Article.Id, arm) && Shadow is { } shadow)
        {
            flips.Offered();
            if (!shadow.Offer(new ShadowArticle(submission, verdict, lineup.Candidate!, flips, cascades, time)))
            {
                flips.Dropped();
            }
        }
    }

    public void Failed(ModelLineup lineup, ModelSnapshot model) => Volatile.Read(ref _page).Of(model.Identity)?.Counter.Failed();

    /// <summary>What was counted.</summary>
    public TrialReport Read()
    {
        var page = Volatile.Read(ref _page);
        return new([.. page.All.Select(counted => counted.Counter.Read())], page.Flips?.Read()) { Cascades = cascades.Read() };
    }

    private sealed record Counted(ModelIdentity Model)
    {
        public ArmCounter Counter { get; } = new(Model.Sha256);
    }

    private sealed record Page(Counted? Champion, Counted? Candidate, Counted? Previous, FlipTally? Flips)
    {
        public static readonly Page Blank = new(null, null, null, null);

        public IEnumerable<Counted> All => new[] { Champion, Candidate, Previous }.OfType<Counted>();

        public Counted? Of(ModelIdentity model) => Champion?.Model == model ? Champion : Candidate?.Model == model ? Candidate : Previous?.Model == model ? Previous : null;
    }
}
