using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Grains.Trial;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Cascade;

/// <summary>
/// Says whether this process reads in two steps with a model, counts what came of it, and has a share of the accepted articles checked. Too many flips among
/// the checked switch it off here, until the model is loaded anew. Thread-safe; on the serving path it neither blocks nor throws.
/// </summary>
internal sealed partial class CascadeBook
{
    private readonly ConditionalWeakTable<ModelSnapshot, CascadeCounter> _counters = [];
    private readonly CascadeOptions _options;
    private readonly ILogger<CascadeBook> _logger;

    public CascadeBook(IOptions<CascadeOptions> options, IMeterFactory meters, ILogger<CascadeBook> logger)
    {
        (_options, _logger) = (options.Value, logger);
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableCounter("fakenews.cascade.articles", () => Counts(
            ("at_once", static one => one.AtOnce), ("accepted", static one => one.Accepted), ("read_on", static one => one.ReadOn)),
            "{article}", "Articles of models that read in two steps: no longer than the first, accepted on it, read on.");
        meter.CreateObservableCounter("fakenews.cascade.checks", () => Counts(
            ("held", static one => one.Compared - one.Flips), ("flipped", static one => one.Flips), ("dropped", static one => one.Dropped), ("failed", static one => one.Failed)),
            "{article}", "Accepted articles that were judged whole as well, by what came of it.");
        meter.CreateObservableGauge("fakenews.cascade.flip.rate", Rates, null, "Share of all decisions that reading in two steps made otherwise, with its 95 % interval.");
    }

    /// <summary>True where articles are read in two steps with this model.</summary>
    public bool Allows(ModelSnapshot model) => _options.Enabled && model.Manifest.Cascade is not null && !Of(model).IsOff;

    /// <summary>Counts a verdict, and has it checked where it is its turn.</summary>
    public void Judged(ModelSnapshot model, Submission submission, Verdict verdict, IShadow? spare)
    {
        if (verdict.Tokens is not { } tokens || !Allows(model))
        {
            return;
        }

        var counter = Of(model);
        if (tokens.Total <= model.Manifest.Cascade!.Tokens)
        {
            counter.ReadAtOnce();
        }
        else if (tokens.Used > model.Manifest.Cascade.Tokens)
        {
            counter.ReadOn();
        }
        else if (counter.Accepted() && spare is not null && !spare.Offer(new CascadeCheck(submission, verdict, model, counter, () => Look(model, counter))))
        {
            counter.Dropped();
        }
    }

    /// <summary>What was counted, for each model that is loaded and reads in two steps.</summary>
    public ImmutableArray<CascadeFigures> Read() => CascadeFigures.Merge(_counters.Select(static pair => pair.Value.Read()));

    private CascadeCounter Of(ModelSnapshot model) => _counters.GetValue(model, loaded => new(loaded.Identity.Sha256, _options.CheckShare));

    private void Look(ModelSnapshot model, CascadeCounter counter)
    {
        var figures = counter.Read();
        if (figures.Compared >= _options.MinimumChecked && figures.FlipRateLow > _options.MaximumFlipRate && counter.SwitchOff())
        {
            LogSwitchedOff(model.Identity.Name, model.Identity.Version, model.Identity.Sha256, figures.Flips, figures.Compared, figures.FlipRateLow, _options.MaximumFlipRate);
        }
    }

    private IEnumerable<Measurement<long>> Counts(params (string Outcome, Func<CascadeFigures, long> Value)[] outcomes) =>
        from figures in Read()
        from outcome in outcomes
        select new Measurement<long>(outcome.Value(figures), new("model", figures.Sha256), new("outcome", outcome.Outcome));

    private IEnumerable<Measurement<double>> Rates() =>
        from figures in Read()
        where figures.Compared > 0
        from bound in new[] { ("estimate", figures.FlipRate), ("low", figures.FlipRateLow), ("high", figures.FlipRateHigh) }
        select new Measurement<double>(bound.Item2, new("model", figures.Sha256), new("bound", bound.Item1));

    [LoggerMessage(LogLevel.Warning, "Model {Name} {Version} ({Sha256}) is read in one step from now on: {Flips} of {Compared} checked articles flipped, at least {Rate:p2} of all decisions, and {Limit:p2} are allowed (Cascade:MaximumFlipRate)")]
    private partial void LogSwitchedOff(string name, string version, string sha256, long flips, long compared, double rate, double limit);
}
