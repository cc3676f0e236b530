using System.Collections.Immutable;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Drift;

/// <summary>
/// Compares a stream's latest articles with the reference of the active model. Deterministic, without input or output of its own; not thread-safe.
/// </summary>
/// <remarks>
/// A measure drifts when its index is at least <see cref="DriftOptions.MinimumPsi"/> and its corrected p is below <see cref="DriftOptions.FalseAlarms"/>: corrected
/// for the measures by Holm, and for the looks by Bonferroni over all of <see cref="DriftOptions.Horizon"/>. As this adds chances up, it holds though the looks
/// share articles and one reference. It has ended when an uncorrected test at 0.05 finds nothing any more.
/// </remarks>
public sealed class DriftMonitor
{
    private const double EndedAbove = 0.05;

    private readonly DriftOptions _options;
    private readonly MeasureWatch?[] _watches = new MeasureWatch?[DriftBins.Measures.Length];
    private ReferenceLearner? _learner;
    private long _articles;

    /// <summary>Goes on where a record ends.</summary>
    public DriftMonitor(DriftOptions options, DriftRecord record)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(record);
        (_options, Record, _articles) = (options, record, record.Articles);
        Watch();
    }

    /// <summary>What is to be persisted; another object after each change.</summary>
    public DriftRecord Record { get; private set; }

    /// <summary>Begins anew for a model that became active; the log stays.</summary>
    /// <param name="model">The model.</param>
    /// <param name="generation">The registry's generation.</param>
    /// <param name="profile">The package's reference, where it has one.</param>
    /// <param name="now">The time.</param>
    public void Begin(ModelIdentity model, long generation, ReferenceProfile? profile, DateTimeOffset now)
    {
        var references = _options.UsePackage && profile is not null ? DriftBins.Measures.Select(profile.For).OfType<MeasureReference>() : [];
        Record = Record with { Model = model, Generation = generation, Since = now, Articles = 0, References = [.. references], Active = [] };
        _articles = 0;
        Array.Clear(_watches);
        Watch();
    }

    /// <summary>Takes an article of the model in.</summary>
    /// <returns>True where <see cref="Record"/> has changed.</returns>
    public bool Add(in DriftSample sample, DateTimeOffset now)
    {
        _articles++;
        foreach (var watch in _watches)
        {
            watch?.Add(sample);
        }

        var before = Record;
        Learn(sample);
        if (_articles % _options.Step == 0)
        {
            Look(now);
        }

        return !ReferenceEquals(before, Record);
    }

    /// <summary>The stream beside its reference.</summary>
    /// <param name="after">Only lines of the log with a larger number.</param>
    public DriftReport Report(long after = 0) => new(
        Record.Model,
        Record.Model is null ? null : Record.Since,
        _articles,
        _options.LearnFrom,
        !Record.Active.IsEmpty,
        [.. DriftBins.Measures.Select(Report)],
        [.. Record.Events.Where(line => line.Sequence > after)]);

    private MeasureReport Report(DriftMeasure measure)
    {
        var active = Record.Active.FirstOrDefault(drift => drift.Measure == measure);
        return _watches[(int)measure] is { } watch
            ? new(
                measure,
                active is not null ? DriftState.Drifting : watch.Psi is null ? DriftState.Filling : DriftState.Steady,
                active?.Since, watch.Reference.Origin, watch.Reference.Total, watch.WindowArticles, watch.Psi, watch.AdjustedP, watch.Bins())
            : new(measure, DriftState.Learning, null, null, _learner?.Articles ?? 0, 0, null, null, []);
    }

    private void Watch()
    {
        foreach (var reference in Record.References)
        {
            _watches[(int)reference.Measure] ??= new(reference, _options.Window);
        }

        _learner = _watches.Contains(null) ? new() : null;
    }

    private void Learn(in DriftSample sample)
    {
        if (_learner is not { } learner)
        {
            return;
        }

        learner.Add(sample);
        if (learner.Articles < _options.LearnFrom)
        {
            return;
        }

        // A measure that applied to no article (a stream in another language) has nothing to be compared with; the next articles are tried.
        var learned = DriftBins.Measures.Where(measure => _watches[(int)measure] is null)
            .Select(measure => learner.Learned(measure, _options.NamedSources)).Where(static reference => reference.Total > 0);
        Record = Record with { Articles = _articles, References = [.. Record.References, .. learned] };
        Watch();
    }

    private void Look(DateTimeOffset now)
    {
        var ready = _watches.OfType<MeasureWatch>().Where(static watch => watch.IsReady).ToList();
        foreach (var watch in ready)
        {
            watch.Look();
        }

        var (looks, adjusted, rank) = (Math.Ceiling((double)_options.Horizon / _options.Step), 0.0, 0);
        foreach (var watch in ready.OrderBy(static watch => watch.P))
        {
            adjusted = Math.Max(adjusted, Math.Min(1, watch.P * (DriftBins.Measures.Length - rank++) * looks));
            watch.AdjustedP = adjusted;
        }

        foreach (var watch in ready)
        {
            Conclude(watch, now);
        }
    }

    private void Conclude(MeasureWatch watch, DateTimeOffset now)
    {
        var active = Record.Active.FirstOrDefault(drift => drift.Measure == watch.Measure);
        if (active is null && watch.Psi >= _options.MinimumPsi && watch.AdjustedP < _options.FalseAlarms)
        {
            Record = Record with { Active = [.. Record.Active, new(watch.Measure, now)] };
            Log(watch, DriftEventKind.Began, now);
        }
        else if (active is not null && watch.P > EndedAbove)
        {
            Record = Record with { Active = Record.Active.Remove(active) };
            Log(watch, DriftEventKind.Ended, now);
        }
    }

    private void Log(MeasureWatch watch, DriftEventKind kind, DateTimeOffset now)
    {
        var line = new DriftEvent(
            (Record.Events.IsEmpty ? 0 : Record.Events[^1].Sequence) + 1, now, kind, watch.Measure, Record.Model!, watch.Reference.Origin, _articles, watch.Psi!.Value, watch.AdjustedP!.Value);
        Record = Record with { Articles = _articles, Events = [.. Record.Events.TakeLast(DriftRecord.Remembered - 1), line] };
    }
}
