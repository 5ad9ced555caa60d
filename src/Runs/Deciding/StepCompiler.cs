using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>Plan to steps: what is to be done, by whom, and what hangs on what. Pure.</summary>
internal sealed class StepCompiler
{
    private readonly Plan _plan;
    private readonly Settings _settings;
    private readonly EnvironmentSpec? _environment;
    private readonly ILookup<int, PlanItem> _children;
    private readonly ILookup<int, Place> _blanks;
    private readonly HashSet<int> _lines;
    private readonly HashSet<int> _filled;
    private readonly Dictionary<string, int> _shellsChanged;
    private readonly IReadOnlyDictionary<int, WatchWindow> _windows;

    private StepCompiler(Checklist checklist, Settings settings, EnvironmentSpec? environment)
    {
        _plan = checklist.Plan;
        _settings = settings;
        _environment = environment;
        _children = checklist.Plan.Items.Where(it => it.AttachedTo is not null).ToLookup(it => it.AttachedTo!.Value);
        _blanks = checklist.Places.Where(it => it.Kind != PlaceKind.Box).ToLookup(it => it.Line);
        _lines = [.. checklist.Plan.Items.Select(it => it.Line)];
        _filled = [.. checklist.Places.Select(it => it.Line)];
        _windows = WatchWindows.Of(checklist.Plan);
        _shellsChanged = checklist
            .Plan.Items.Where(it => it.Commands.Any(command => ChangesShell(command.Text)))
            .GroupBy(it => it.Phase, StringComparer.Ordinal)
            .ToDictionary(it => it.Key, it => it.Min(item => item.Line), StringComparer.Ordinal);
    }

    /// <summary>The steps, the way forward first, each way in document order.</summary>
    public static IReadOnlyList<Step> Compile(
        Checklist checklist,
        Settings settings,
        EnvironmentSpec? environment,
        IReadOnlyList<string> rollbackFaults
    )
    {
        var compiler = new StepCompiler(checklist, settings, environment);
        var steps = compiler.WithoutEmptyGroups([.. checklist.Plan.Items.SelectMany(compiler.StepsOf).DistinctBy(it => it.Id)]);
        var known = steps.Select(it => it.Id).ToHashSet();
        steps = [.. steps.Select(it => it.Parent is { } parent && !known.Contains(parent) ? it with { Parent = null } : it)];
        steps = AskedOfRecords(steps, checklist.Plan.Source.File);
        var forward = steps.Where(it => !it.Rollback).ToList();
        var back = steps.Where(it => it.Rollback).ToList();
        if (TrafficSteps.WayBack(forward, back) is { } traffic)
        {
            back.Insert(0, traffic);
        }

        var firstChange = forward.FindIndex(it => it.Effect >= Effect.Changes);
        if (back.Count > 0 && firstChange >= 0)
        {
            forward.InsertRange(firstChange, Guards.Of(forward[firstChange], checklist, settings, rollbackFaults));
        }

        return [.. forward, .. checklist.Plan.Items.Select(it => TriggerSteps.Of(it, environment)).OfType<Step>(), .. back];
    }

    /// <summary>Whether the way back was gone before is asked of this document, and of its steps as they stand today.</summary>
    private static List<Step> AskedOfRecords(List<Step> steps, string document)
    {
        if (!steps.Exists(it => it.Check?.Kind == "way-back"))
        {
            return steps;
        }

        var own = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["document"] = document,
            ["steps"] = WayBack.DigestOf(steps).Hex,
        };
        return
        [
            .. steps.Select(it =>
                it.Check is { Kind: "way-back" } asked
                    ? it with
                    {
                        Check = new(
                            asked.Kind,
                            own.Concat(asked.With).GroupBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Last().Value)
                        ),
                    }
                    : it
            ),
        ];
    }

    /// <summary>A group of which nothing is carried out: its box is a person's to tick; a heading falls away, until none is left.</summary>
    private List<Step> WithoutEmptyGroups(List<Step> steps)
    {
        var parents = steps.Where(it => it.Parent is not null).Select(it => it.Parent!.Value).ToHashSet();
        var empty = steps.Where(it => it.Work == Work.Group && !parents.Contains(it.Id)).Select(it => it.Id).ToHashSet();
        if (empty.Count == 0)
        {
            return steps;
        }

        return WithoutEmptyGroups([
            .. steps
                .Where(it => !empty.Contains(it.Id) || _filled.Contains(it.Line))
                .Select(it => empty.Contains(it.Id) ? it with { Work = Work.Ask } : it),
        ]);
    }

    /// <summary>The step of an item. Where a check proves a part of it only, a person says the rest, after the check below it has looked.</summary>
    private IEnumerable<Step> StepsOf(PlanItem item) =>
        StepOf(item) switch
        {
            null => [],
            { Work: Work.Group } step when TrafficSteps.MovesOf(item, _environment) is { Count: > 1 } moves =>
            [
                step,
                .. moves.Select((_, at) => TrafficSteps.Of(step, moves, at)),
            ],
            { Work: Work.Check or Work.Block or Work.Watch } step when PartOf(item) is { } part => [Rest(step, part), ProofOf(step, part)],
            var step => [step],
        };

    /// <summary>What a person is asked beside the check. What was wanted of the check is not asked again.</summary>
    private static Step Rest(Step step, string part) =>
        step with
        {
            Work = Work.Ask,
            Effect = Effect.None,
            Expect = IsOfPeople(step.Expectation) ? step.Expect : null,
            Kind = step.Kind is ItemKind.Metric or ItemKind.Command or ItemKind.Http or ItemKind.Sql ? ItemKind.Manual : step.Kind,
            Commands = [],
            Check = null,
            DoneWhen = null,
            Blocked = [],
            NeedsShellState = false,
            Proved = part,
        };

    private static Step ProofOf(Step step, string part) =>
        step with
        {
            Id = StepId.OfProof(step.Line),
            Text = part,
            Parent = step.Id,
            Expect = IsOfPeople(step.Expectation) ? null : step.Expect,
            Kind = ItemKind.Manual,
            Condition = null,
            Role = null,
            Quorum = null,
            Choices = [],
            Label = null,
            Blank = null,
            At = null,
            HoldsGate = true,
        };

    private static bool IsOfPeople(Expectation? wanted) =>
        wanted?.Clauses.Any(it => it is Clause.ApprovedBy or Clause.AnswerIs or Clause.AnswerOneOf) ?? false;

    private Step? StepOf(PlanItem item)
    {
        var rollback = !item.Forward && (item.Scope == Scope.Rollback || item.Kind == ItemKind.RollbackStep);
        if (!item.Forward && !rollback || WorkOf(item) is not { } work)
        {
            return null;
        }

        var blank = _blanks[item.Line].FirstOrDefault();
        return new Step
        {
            Id = StepId.OfLine(item.Line),
            Line = item.Line,
            From = item.From,
            Text = TextOf(item),
            Phase = item.Phase,
            Kind = item.Kind,
            Scope = item.Scope,
            Work = work,
            Effect =
                work == Work.Block ? Worst(item)
                : work == Work.Traffic ? Effect.Changes
                : work is Work.Check or Work.Watch ? (item.Effect > Effect.Reads ? item.Effect : Effect.Reads)
                : Effect.None,
            Expect =
                work is not (Work.Check or Work.Watch) ? item.Expect?.Text
                : item.Check is null && BindingOf(item) is { } binding ? binding.Expect?.Text
                : IsWhatTheCheckFinds(item) ? null
                : item.Expect?.Text,
            Parent = ParentOf(item),
            Block = work == Work.Part ? StepId.OfLine(item.InsideBlock!.Value) : null,
            Rollback = rollback,
            Optional = item.Optional,
            Condition = item.Condition,
            Commands = work is Work.Block or Work.Part || item.Commands.Count > 0 ? item.Commands : [],
            Check = work is Work.Check or Work.Watch ? CheckOf(item) : null,
            Window = work is Work.Watch or Work.Ask ? _windows.GetValueOrDefault(item.Line) : null,
            Traffic = work == Work.Traffic ? TrafficSteps.MovesOf(item, _environment)[0] : null,
            Role = item.Role ?? RoleIn(item),
            Quorum = Quorate.Of(item, item.Role ?? RoleIn(item), _settings.Holds),
            Choices = blank is { Kind: PlaceKind.Choice } ? blank.Choices : [],
            Label = blank?.Label,
            Blank = blank?.Kind,
            Unit = blank?.Unit,
            Limit = LimitOf(item),
            Attempts = item.Attempts ?? _settings.Attempts,
            At = item.At,
            Estimate = item.Estimate,
            DoneWhen = item.DoneWhen,
            Blocked = work == Work.Block ? Blocking.Of(item) : [],
            HoldsGate = item.Kind != ItemKind.Field || item.Expect is not null,
            NeedsShellState = work == Work.Block && UsesShellState(item),
        };
    }

    /// <summary>
    /// "No known bugs", and a check that tells flaws: no flaw is what the line wants, and what the check expects by itself. What a line
    /// wants is never dropped for a check that only brings facts home.
    /// </summary>
    private static bool IsWhatTheCheckFinds(PlanItem item) =>
        item is { ExpectIsSaid: false, Check: { } check, Expect: { } wanted }
        && wanted.Clauses.All(it => it is Clause.Count { Comparison: Comparison.Equal, Wanted: 0 })
        && CheckKinds.All.TryGetValue(check.Kind, out var kind)
        && kind.DefaultExpectation is { Clauses: [Clause.Count { Noun: "flaws" }] };

    /// <summary>Of a block its first command: an opening fence tells a person nothing.</summary>
    private static string TextOf(PlanItem item) =>
        item.Commands is [var first, ..] && item.Text.TrimStart() is ['`' or '~', ..]
            ? first.Text.Split('\n')[0].Trim()
                + (item.Commands.Count > 1 || first.Text.Contains('\n', StringComparison.Ordinal) ? " …" : "")
            : item.Text;

    private Work? WorkOf(PlanItem item)
    {
        if (item.InsideBlock is { } block && _lines.Contains(block))
        {
            return Work.Part;
        }

        if (item.Commands.Count > 0)
        {
            return CommandCheckOf(item) is null ? Work.Block : LookOf(item);
        }

        if (CheckOf(item) is not null)
        {
            return LookOf(item);
        }

        if (!_children[item.Line].Any(it => it.Commands.Count > 0) && TrafficSteps.MovesOf(item, _environment) is { Count: > 0 } moves)
        {
            return moves.Count == 1 ? Work.Traffic : Work.Group;
        }

        var children = _children[item.Line].ToList();
        if (item.Kind == ItemKind.HeadingGroup)
        {
            return children.Count > 0 ? Work.Group
                : IsHeading(item) ? (item.At is null ? null : Work.Moment)
                : Work.Ask;
        }

        // What a child is asked in the same words is not asked of its parent again; what a child carries out decides for its
        // parent, unless that is a signature or a decision over it.
        var asksInside = item.Kind is ItemKind.Signoff or ItemKind.Decision;
        if (children.Any(it => asksInside ? it.Kind == item.Kind : it.Commands.Count > 0))
        {
            return Work.Group;
        }

        var blank = _blanks[item.Line].FirstOrDefault();
        var recorded = item.Kind is ItemKind.Field or ItemKind.Metric && Facts.Knows(blank?.Label ?? "", blank?.Kind, item.Kind, item.Text);
        return recorded ? Work.Record : Work.Ask;
    }

    /// <summary>A check looks once; what only reads and has a window looks again and again in it.</summary>
    private Work LookOf(PlanItem item) => item.Effect <= Effect.Reads && _windows.ContainsKey(item.Line) ? Work.Watch : Work.Check;

    /// <summary>A heading has neither box nor blank of its own.</summary>
    private bool IsHeading(PlanItem item) => !_filled.Contains(item.Line);

    /// <summary>Annotated or read from the line; otherwise the metric's binding. A path needs a base URL.</summary>
    private CheckSpec? CheckOf(PlanItem item)
    {
        if (item.Commands.Count > 0)
        {
            return CommandCheckOf(item);
        }

        if (item.Check is { } check)
        {
            var relative =
                check.Kind == "http"
                && check["flow"] is null
                && check["url"] is { } url
                && !Uri.TryCreate(url, UriKind.Absolute, out var absolute) | absolute?.Scheme is not ("http" or "https");
            return relative && _environment?.BaseUrl is null ? null : check;
        }

        return BindingOf(item)?.Check;
    }

    /// <summary>What the environment names for a sentence without a check of its own; a line with a blank is more than the sentence, unless a person says the rest anyway.</summary>
    private ItemBinding? BindingOf(PlanItem item) =>
        Bindings.In(_plan, item, _environment) is { } found
        && (item.Kind == ItemKind.Metric || found.Rest is not null || !_blanks[item.Line].Any())
            ? found
            : null;

    /// <summary>The part of the sentence that its check shows; null when it shows the whole.</summary>
    private string? PartOf(PlanItem item) => item.Proves ?? (item.Check is null ? BindingOf(item)?.Part : null);

    /// <summary>Commands that a check makes: one statement of SQL, or what only reads and is looked at again and again in a window.</summary>
    private CheckSpec? CommandCheckOf(PlanItem item) => SqlCheckOf(item) ?? WatchedCommandsOf(item);

    /// <summary>Commands of a window, as one look; null where one of them changes something, rests on a shell, or is judged by itself.</summary>
    private CheckSpec? WatchedCommandsOf(PlanItem item) =>
        _windows.ContainsKey(item.Line)
        && Worst(item) <= Effect.Reads
        && !UsesShellState(item)
        && Blocking.Of(item).Count == 0
        && item.Commands.All(it => it is { Language: "sh", Expect: null, Hazards: [] })
            ? new CheckSpec(
                "command",
                new Dictionary<string, string>
                {
                    ["run"] = string.Join(
                        '\n',
                        item.Commands.Select(it => it.Text).Prepend(item.Commands.Count > 1 ? "set -e" : "").Where(it => it.Length > 0)
                    ),
                }
            )
            : null;

    /// <summary>One reading SQL statement goes to the environment's only database.</summary>
    private CheckSpec? SqlCheckOf(PlanItem item) =>
        item.Commands is [{ Language: "sql", Effect: Effect.Reads } query]
        && _environment?.Sources.Where(it => it.Value.SpeaksSql).Select(it => it.Key).ToList() is [var only]
            ? new CheckSpec("sql", new Dictionary<string, string> { ["source"] = only, ["query"] = query.Text })
            : null;

    private StepId? ParentOf(PlanItem item)
    {
        if (item.InsideBlock is { } block && _lines.Contains(block))
        {
            return StepId.OfLine(block);
        }

        return item.AttachedTo is { } above && _lines.Contains(above) && above != item.Line ? StepId.OfLine(above) : null;
    }

    private static Effect Worst(PlanItem item) => item.Commands.Select(it => it.Effect).Append(item.Effect).Max();

    private TimeSpan LimitOf(PlanItem item) =>
        item.Limit
        ?? (
            _settings.PhaseLimits.FirstOrDefault(it => string.Equals(it.Key, item.Phase, StringComparison.OrdinalIgnoreCase))
                is { Key: not null } phase
                ? phase.Value
                : _settings.Limit
        );

    private static string? RoleIn(PlanItem item) =>
        item.Expect?.Clauses.OfType<Clause.ApprovedBy>().Select(it => it.Role).FirstOrDefault() is { } role
        && role is not ("unspecified" or "signatory")
            ? role
            : null;

    private bool UsesShellState(PlanItem item) =>
        item.Hazards.Contains(Hazard.NeedsState) || _shellsChanged.TryGetValue(item.Phase, out var first) && first <= item.Line;

    private static bool ChangesShell(string command) =>
        command
            .Split('\n')
            .Any(line =>
                line.TrimStart() is var start
                && (
                    start.StartsWith("cd ", StringComparison.Ordinal)
                    || start.StartsWith("export ", StringComparison.Ordinal)
                    || start.StartsWith("source ", StringComparison.Ordinal)
                    || start.StartsWith("pushd ", StringComparison.Ordinal)
                )
            );
}
