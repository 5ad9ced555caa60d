using System.Globalization;
using Slipway.Cli.Output;
using Slipway.Cli.Terminal.Talk;
using Slipway.Cli.Terminal.Tty;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal.Live;

/// <summary>A picture to rows that fit a terminal. Pure: the same picture and size give the same rows.</summary>
internal static class LiveLayout
{
    private const int NarrowColumns = 50;
    private const int MostRunning = 4;
    private const int MostTail = 5;

    /// <summary>Lines of output that a picture can show of one step.</summary>
    public const int TailLines = MostTail;

    /// <summary>
    /// At most half of the terminal's rows and never its last column. Where rows are few, parts go in this order: output, the
    /// phases around the current one, who is needed next, further steps that run.
    /// </summary>
    public static IReadOnlyList<ShownLine> Of(LivePicture picture, TtySize size)
    {
        var width = Math.Max(1, size.Columns - 1);
        var most = Math.Max(1, size.Rows / 2);
        var summary = Summary(picture, width);
        var phases = Phases.Of(picture.State);
        var current = phases.FindIndex(it => it.IsCurrent);
        var running = Running(picture, width);
        var head = new List<ShownLine>();
        if (most >= 6)
        {
            head.Add(Title(picture, width));
        }

        var around = current < 0 ? [] : Around(phases, current, most >= 10 ? 1 : 0, most >= 10 ? 2 : 0, width);
        var next = most >= 8 && Next(picture, width) is { } somebody ? new List<ShownLine> { somebody } : [];
        var fixedRows = head.Count + next.Count + summary.Count;
        if (most - fixedRows - running.Count < around.Count)
        {
            around = most - fixedRows - running.Count >= 1 && current >= 0 ? Around(phases, current, 0, 0, width) : [];
        }

        var left = most - fixedRows - around.Count;
        var steps = Shared(running, left);
        return [.. ((List<ShownLine>)[.. head, .. around, .. steps, .. next, .. summary]).TakeLast(most).Select(it => it.Within(width))];
    }

    private static ShownLine Title(LivePicture picture, int width)
    {
        var started = picture.State.Started;
        var name = PlainText.Short(started.Title.Length > 0 ? started.Title : started.Document, 120);
        var where = started.Environment.Length > 0 ? $" {PlainText.Short(started.Environment, 40)} ──" : "──";
        var mode =
            picture.Ending ? " ending ──"
            : picture.State.RollingBack is not null ? " ROLLING BACK ──"
            : started.Mode == RunMode.Rehearse ? " rehearsal ──"
            : "";
        var right = Cells.Of($"{mode}{where}") > width / 2 ? "" : $"{mode}{where}";
        var left = Cells.Short($"── {name} ", Math.Max(4, width - Cells.Of(right)));
        var line = new string('─', Math.Max(0, width - Cells.Of(left) - Cells.Of(right)));
        var tone = picture.State.RollingBack is not null || picture.Ending ? Tone.Bad : Tone.Faint;
        return new(new Piece(left, Tone.Faint), new(line, Tone.Faint), new(right, tone));
    }

    private static List<ShownLine> Around(List<PhaseShown> phases, int current, int before, int after, int width)
    {
        var from = Math.Max(0, current - before);
        var to = Math.Min(phases.Count - 1, current + after);
        return [.. Enumerable.Range(from, to - from + 1).Select(at => Row(phases[at], at, phases.Count, width))];
    }

    private static ShownLine Row(PhaseShown phase, int at, int of, int width)
    {
        var (mark, tone) =
            phase.IsCurrent ? ("▸", Tone.Strong)
            : phase.Bad > 0 ? ("✘", Tone.Bad)
            : phase.Done < phase.Steps ? ("·", Tone.Faint)
            : ("✔", Tone.Good);
        var name = new ShownLine(
            new($"  {mark} ", tone == Tone.Strong ? Tone.Now : tone),
            new(PlainText.Short(phase.Name, 120), phase.IsCurrent ? Tone.Strong : Tone.Faint)
        );
        var counts = new List<Piece>();
        if (phase.IsCurrent && width >= 70)
        {
            counts.Add(new($"phase {at + 1} of {of}   ", Tone.Faint));
            counts.AddRange(Bar(phase));
        }

        if (phase.Bad > 0)
        {
            counts.Add(new($"  {phase.Bad} not passed", Tone.Bad));
        }

        counts.Add(new($"  {phase.Done}/{phase.Steps}", phase.IsCurrent ? Tone.Plain : Tone.Faint));
        return name.With(new(counts), width);
    }

    private static IEnumerable<Piece> Bar(PhaseShown phase)
    {
        const int Cells = 12;
        var done = phase.Steps == 0 ? 0 : phase.Done * Cells / phase.Steps;
        yield return new(new string('━', done), phase.Bad > 0 ? Tone.Bad : Tone.Good);
        yield return new(new string('─', Cells - done), Tone.Faint);
    }

    /// <summary>Each step that runs: its first row, then its output.</summary>
    private static List<List<ShownLine>> Running(LivePicture picture, int width)
    {
        var steps = picture
            .State.Order.Select(it => picture.State.Steps[it])
            .Where(it => it.Stage == StepStage.Begun)
            .Select(it => RunningStep(picture, it, width))
            .ToList();
        if (picture.Waiting is var (step, until))
        {
            steps.Add([WaitingRow(picture, step, until, width)]);
        }

        return steps;
    }

    private static List<ShownLine> RunningStep(LivePicture picture, StepState step, int width)
    {
        var took = picture.Now - (step.Began ?? picture.Now);
        var usual = picture.Earlier.For(step.Step);
        var late =
            took.Ticks > step.Step.Limit.Ticks * 9 / 10 ? Tone.Bad
            : usual is not null && took > usual.Median * 1.5 + TimeSpan.FromSeconds(5) ? Tone.Doubt
            : Tone.Plain;
        var times = new List<Piece> { new(Clock(took), late) };
        if (width >= NarrowColumns)
        {
            times.Add(new($" of {Clock(step.Step.Limit)}{(usual is null ? "" : $" · usually {Clock(usual.Median)}")}", Tone.Faint));
        }

        var again = step.LastAttempt > 1 ? $" (attempt {step.LastAttempt})" : "";
        var rows = new List<ShownLine>
        {
            new ShownLine(
                new Piece("  ● ", Tone.Now),
                new($"{step.Step.Line, 3}  ", Tone.Faint),
                new($"{PlainText.Short(StepName.Of(step.Step, picture.State), 200)}{again}")
            ).With(new(times), width),
        };
        picture.Tails.TryGetValue(step.Step.Id, out var tail);
        if (step.Step.Commands.Count > 0 && StepName.IsOfItem(step.Step, picture.State) || step.Step.Commands.Count > 1)
        {
            var at = Math.Min(tail?.Command ?? 0, step.Step.Commands.Count - 1);
            var which = step.Step.Commands.Count > 1 ? $"{at + 1}/{step.Step.Commands.Count} " : "";
            rows.Add(new(new Piece($"         {which}$ {PlainText.Short(step.Step.Commands[at].Text.Split('\n')[0], 200)}", Tone.Faint)));
        }

        rows.AddRange(
            (tail?.Lines ?? [])
                .TakeLast(MostTail)
                .Select(it => new ShownLine(new Piece($"         │ {PlainText.Short(it, 300)}", Tone.Faint)))
        );
        return rows;
    }

    private static ShownLine WaitingRow(LivePicture picture, Step step, DateTimeOffset until, int width)
    {
        var local = TimeZoneInfo.ConvertTime(until, picture.Zone);
        var at = local.Date == TimeZoneInfo.ConvertTime(picture.Now, picture.Zone).Date ? $"{local:HH:mm}" : $"{local:yyyy-MM-dd HH:mm}";
        return new ShownLine(
            new Piece("  ◷ ", Tone.Doubt),
            new($"{step.Line, 3}  ", Tone.Faint),
            new($"waits until {at}: {PlainText.Short(step.Text, 200)}")
        ).With(new(new Piece($"in {Clock(until - picture.Now)}", Tone.Doubt)), width);
    }

    /// <summary>First rows before outputs: what runs is named, then each shows as much of its end as there is room for.</summary>
    private static List<ShownLine> Shared(List<List<ShownLine>> running, int room)
    {
        var shown = running.Take(Math.Min(MostRunning, Math.Max(0, room))).ToList();
        if (shown.Count < running.Count && shown.Count > 0)
        {
            shown[^1] = [new(new Piece($"    and {running.Count - shown.Count + 1} more", Tone.Faint))];
        }

        var spare = room - shown.Count;
        var rows = new List<ShownLine>();
        for (var i = 0; i < shown.Count; i++)
        {
            var own = Math.Min(shown[i].Count - 1, Math.Max(0, spare) / (shown.Count - i));
            rows.Add(shown[i][0]);
            rows.AddRange(shown[i].Skip(1).TakeLast(own));
            spare -= own;
        }

        return rows;
    }

    /// <summary>The next step on the way that only a person can answer, so that the person is there in time.</summary>
    private static ShownLine? Next(LivePicture picture, int width)
    {
        var state = picture.State;
        var ahead = state
            .Order.Select(it => state.Steps[it])
            .Where(it =>
                it.Step.Rollback == (state.RollingBack is not null)
                && it.Stage == StepStage.Pending
                && it.Step is { Work: Work.Ask, HoldsGate: true }
            )
            .ToList();
        if (ahead.Count == 0 || state.Started.Mode == RunMode.Rehearse)
        {
            return null;
        }

        var who = ahead[0].Step.Role is { } role ? PlainText.Short(role, 40) : "a person";
        return new ShownLine(
            new Piece("  ? ", Tone.Doubt),
            new($"{ahead[0].Step.Line, 3}  ", Tone.Faint),
            new($"next for {who}: ", Tone.Plain),
            new(PlainText.Short(ahead[0].Step.Text, 200), Tone.Faint)
        ).With(new(new Piece(ahead.Count > 1 ? $"{ahead.Count} answers ahead" : "", Tone.Faint)), width);
    }

    /// <summary>Verdicts so far, and time; on a narrow terminal a row each.</summary>
    private static List<ShownLine> Summary(LivePicture picture, int width)
    {
        var counts = Counts(picture, width < NarrowColumns);
        var times = Times(picture, width);
        var both = counts.Width + times.Width + 3;
        return both <= width ? [counts.With(times, width)]
            : counts.Width + Elapsed(picture).Width + 3 <= width ? [counts.With(Elapsed(picture), width)]
            : [counts.Within(width)];
    }

    private static ShownLine Counts(LivePicture picture, bool narrow)
    {
        var steps = picture
            .State.Order.Select(it => picture.State.Steps[it])
            .Where(it => it.Step.Work is not (Work.Group or Work.Part) && !it.Step.Rollback)
            .ToList();
        var decided = steps.Where(it => it.Stage == StepStage.Decided).ToList();
        var pieces = new List<Piece> { new(narrow ? "" : "  ") };
        Add(decided.Count(it => it.Verdict == Verdict.Pass), narrow ? "✔" : " passed", Tone.Good, always: true);
        Add(decided.Count(it => it.Verdict == Verdict.Fail), narrow ? "✘" : " failed", Tone.Bad);
        Add(decided.Count(it => it.Verdict == Verdict.Error), narrow ? "!" : " broke", Tone.Bad);
        Add(decided.Count(it => it.Verdict == Verdict.Inconclusive), narrow ? "?" : " inconclusive", Tone.Doubt);
        Add(decided.Count(it => it.Verdict == Verdict.NotRun), narrow ? "–" : " not run", Tone.Faint);
        Add(steps.Count(it => it.Waiver is not null), narrow ? "w" : " waived", Tone.Doubt);
        Add(steps.Count - decided.Count, narrow ? "·" : " to go", Tone.Plain, always: true);
        return new(pieces);

        void Add(int count, string word, Tone tone, bool always = false)
        {
            if (count > 0 || always)
            {
                pieces.Add(new(pieces.Count > 1 ? (narrow ? " " : " · ") : "", Tone.Faint));
                pieces.Add(new($"{count}{word}", tone));
            }
        }
    }

    private static ShownLine Elapsed(LivePicture picture) => new(new Piece(Clock(picture.Now - picture.State.StartedAt), Tone.Faint));

    /// <summary>An estimate is said only where something is known, and as the least where not all is.</summary>
    private static ShownLine Times(LivePicture picture, int width)
    {
        var ran = $"ran {Clock(picture.Now - picture.State.StartedAt)}";
        if (picture.Ending)
        {
            return new(new Piece("ending what runs; Ctrl-C again ends at once", Tone.Bad));
        }

        if (picture.Earlier.AheadOf(picture.State, picture.Now) is not { } ahead)
        {
            return new(new Piece(ran, Tone.Faint));
        }

        var left = $"{(ahead.Unknown > 0 ? "at least" : "about")} {Spoken(ahead.Left)} of work left";
        var rests = ahead.Runs switch
        {
            0 => " (the document's estimates)",
            1 => " (as last time)",
            var runs => $" (from {runs} earlier runs)",
        };
        return new(new Piece($"{ran} · ", Tone.Faint), new(left), new(width >= 90 ? rests : "", Tone.Faint));
    }

    /// <summary><c>0:42</c>, <c>12:05</c>, <c>3:00:10</c>.</summary>
    internal static string Clock(TimeSpan span)
    {
        var whole = span < TimeSpan.Zero ? TimeSpan.Zero : span;
        return whole.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)whole.TotalHours}:{whole.Minutes:00}:{whole.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{whole.Minutes}:{whole.Seconds:00}");
    }

    private static string Spoken(TimeSpan span) =>
        span.TotalSeconds < 50 ? $"{Math.Max(1, (int)Math.Round(span.TotalSeconds))} s"
        : span.TotalMinutes < 90 ? $"{Math.Max(1, (int)Math.Round(span.TotalMinutes))} min"
        : $"{(int)span.TotalHours} h {span.Minutes} min";
}
