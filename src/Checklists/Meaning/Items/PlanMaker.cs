using System.Collections.Concurrent;
using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Meaning.Expectations;
using Slipway.Checklists.Meaning.Kinds;
using Slipway.Checklists.Meaning.Scopes;
using Slipway.Checklists.Meaning.Times;
using Slipway.Checklists.Reading;
using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Items;

/// <summary>Turns what was seen into the items of a plan, with the reasons beside them.</summary>
internal sealed class PlanMaker(DocumentFacts document, AnnotationMap annotations)
{
    /// <summary>From so many items on they are made on all cores; each is made of what was seen, none of another item.</summary>
    private const int Many = 500;

    private readonly HashSet<Entry> _items = [];
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<int, Reasons> _reasons = [];

    /// <summary>The items in document order.</summary>
    public IReadOnlyList<PlanItem> Make()
    {
        var finder = new ItemFinder(document);
        foreach (var facts in document.All)
        {
            if (finder.IsItem(facts) || annotations.For(facts.Entry) is { Kind: not null } or { Check: not null })
            {
                _items.Add(facts.Entry);
                _entries.Add(facts.Entry);
            }
        }

        var made = new (PlanItem Item, Reasons Reasons)[_entries.Count];
        if (made.Length < Many)
        {
            Make(made, 0, made.Length);
        }
        else
        {
            Parallel.ForEach(Partitioner.Create(0, made.Length), part => Make(made, part.Item1, part.Item2));
        }

        var found = new List<PlanItem>(made.Length);
        foreach (var (entry, (item, reasons)) in _entries.Zip(made))
        {
            _reasons[entry.Line] = reasons;
            found.Add(item);
            found.AddRange(InsideBlock.ItemsOf(document.Of(entry), item));
        }

        return ContextRules.Apply(found);
    }

    private void Make((PlanItem Item, Reasons Reasons)[] made, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            made[at] = Item(document.Of(_entries[at]));
        }
    }

    /// <summary>The entries that became items, in document order.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Why the items read as they do, by line.</summary>
    public IReadOnlyDictionary<int, Reasons> Reasons => _reasons;

    private (PlanItem Item, Reasons Reasons) Item(Facts facts)
    {
        var (rule, choice) = KindRules.Decide(facts);
        var annotation = annotations.For(facts.Entry);
        var said = new SaidCheck(facts, annotation?.Check, annotations.IsChosenByOperator(facts.Entry));
        var kind = annotation?.Kind ?? (annotation?.Proves is null ? said.KindOver(choice.Kind) : choice.Kind);
        var expects =
            said.Block.IsExecutable && kind == ItemKind.Command ? CommandExpectations.Of(said.Block, facts, null)
            : annotation is { Kind: null, Check: { } named } ? BesideCheck(facts, choice.Kind, named)
            : ExpectationRules.Decide(facts, kind);
        var scope = ScopeOf(facts, choice, annotation);
        var commands = CommandsOf(facts, said.Block);
        var expect = annotation?.Expect ?? (expects.Words is { } words ? Expectation.Parse(words) : null);
        var check = annotation?.Check is null ? CheckOf(facts, kind) : said.Check;
        var authority = kind == ItemKind.Trigger ? Authorities.Of(facts) : null;
        var item = new PlanItem
        {
            Line = facts.Entry.Line,
            Text = TextOf(facts.Entry),
            Kind = kind,
            Also = [.. choice.Also.Distinct().Where(it => it != kind)],
            Phase = PhaseOf(facts.Entry),
            Scope = scope,
            Forward = IsForward(scope, kind),
            Expect = expect,
            Ticked = facts.Entry.Marks.Box == BoxState.Ticked || IsClaimed(facts, kind),
            AttachedTo = ItemAbove(facts.Entry)?.Line,
            Proof = said.Check is null ? Proofs.Of(facts, kind, commands, expect, check) : said.Proof,
            Effect = said.EffectOver(EffectOf(facts, kind, commands)),
            Hazards = HazardsOf(commands),
            Commands = commands,
            Optional = facts.Says(Concept.Optional) || scope == Scope.Troubleshooting,
            Condition = ConditionOf(facts, scope),
            Why = annotation?.Kind is null && kind == choice.Kind ? rule.Name : "annotation",
            Check = check,
            ExpectIsSaid = annotation?.Expect is not null,
            CheckIsOfSettings = said.Check is not null && annotations.IsChosenByOperator(facts.Entry),
            Authority = authority?.Authority,
            Role = RoleOf(facts, kind),
        };
        var reasons = ReasonsOf(facts, rule, expects, annotation) with
        {
            AuthoritySentence = annotation?.Authority is null
                ? authority?.Sentence ?? ""
                : $"The annotation at {annotation.Where} says so.",
        };
        return (annotations.Merge(ItemMoments.With(item, facts), annotation), reasons);
    }

    /// <summary>What the line itself wants stays wanted, whatever a check makes of it; only a page has a default that the plan shows.</summary>
    private static ExpectationChoice BesideCheck(Facts facts, ItemKind inferred, CheckSpec check) =>
        ExpectationRules.Decide(facts, inferred) is { Words: not null } said ? said
        : check.Kind == "http" ? ExpectationRules.Decide(facts, ItemKind.Http)
        : ExpectationRules.Decide(facts, inferred);

    /// <summary>"✅ Runbook ready" in a list of approval criteria claims; under "Go if" it is a condition.</summary>
    private static bool IsClaimed(Facts facts, ItemKind kind) =>
        kind == ItemKind.Decision
        && facts.Entry is { HasBox: false, Form: EntryForm.Line or EntryForm.Listed }
        && facts.Choices.Count == 0
        && facts.Text.StartsWith('✅')
        && !facts.Lexicon.Says(facts.Entry.LeadIn?.Text ?? facts.Entry.Section.Text, Concept.If);

    private static string TextOf(Entry entry) =>
        entry.Form switch
        {
            EntryForm.Fence => entry.Raw,
            EntryForm.Row => string.Join(" | ", entry.Row!.Cells.Select(it => it.Readable)),
            _ => entry.Words.Readable,
        };

    private static string PhaseOf(Entry entry) => entry.Section.Phase;

    private Entry? ItemAbove(Entry entry)
    {
        var above = entry.Parent;
        while (above is not null && !_items.Contains(above))
        {
            above = above.Parent;
        }

        return above;
    }

    private static Scope ScopeOf(Facts facts, KindChoice choice, AnnotationSpec? annotation)
    {
        if (annotation?.Scope is { } said)
        {
            return said;
        }

        // A claim such as "rollback tested" is forward work although it stands in the rollback section.
        return facts.Scope == Scope.Rollback && choice.Kind != ItemKind.RollbackStep && ScopeKinds.IsClaimOfReadiness(facts) ? Scope.Forward
            : choice.Kind == ItemKind.RollbackStep && facts.Scope is Scope.NoGo or Scope.RollbackTrigger ? Scope.Rollback
            : choice.Kind == ItemKind.Trigger && facts.Scope is not (Scope.NoGo or Scope.RollbackTrigger) ? Scope.RollbackTrigger
            : facts.Scope == Scope.RollbackTrigger && choice.Kind == ItemKind.Decision ? Scope.Forward
            : facts.Scope;
    }

    private static bool IsForward(Scope scope, ItemKind kind) =>
        scope is not (Scope.Rollback or Scope.RollbackTrigger or Scope.NoGo or Scope.Reference or Scope.Template or Scope.DoNotRun)
        && kind is not (ItemKind.Trigger or ItemKind.RollbackStep);

    private static List<PlanCommand> CommandsOf(Facts facts, FenceMeaning said)
    {
        var block =
            said.IsExecutable ? said
            : facts.Block.IsExecutable ? facts.Block
            : facts.Inline.IsExecutable && !facts.Below.IsExecutable && facts.Choices.Count == 0 ? facts.Inline
            : FenceMeaning.None;
        return
        [
            .. block.Commands.Select(it => new PlanCommand(it.Source.Line, it.Source.Text, it.Effect)
            {
                Language = it.Source.Language,
                Title = it.Source.Title,
                Expect =
                    block.Commands.Count > 1 && CommandExpectations.OfOne(it, facts.Lexicon) is { } own ? Expectation.Parse(own) : null,
                Hazards = it.Hazards,
            }),
        ];
    }

    /// <summary>The hazards of all commands, in the order of their names' list.</summary>
    private static IReadOnlyList<Hazard> HazardsOf(List<PlanCommand> commands) =>
        commands.TrueForAll(it => it.Hazards.Count == 0) ? [] : [.. commands.SelectMany(it => it.Hazards).Distinct().Order()];

    private static Effect EffectOf(Facts facts, ItemKind kind, List<PlanCommand> commands) =>
        commands.Count > 0 ? commands.Max(it => it.Effect)
        : facts.Below.IsExecutable ? facts.Below.Effect
        : kind == ItemKind.Traffic ? Effect.Changes
        : kind == ItemKind.Http ? HttpEffect(facts)
        : Effect.None;

    private static Effect HttpEffect(Facts facts) =>
        HttpProse.Of(facts) is { Method: "GET" or "HEAD" } or null ? Effect.Reads : Effect.Changes;

    private static CheckSpec? CheckOf(Facts facts, ItemKind kind) =>
        kind == ItemKind.Http && HttpProse.Of(facts) is var (method, url)
            ? new("http", new Dictionary<string, string>(StringComparer.Ordinal) { ["method"] = method, ["url"] = url })
            : null;

    private static string? RoleOf(Facts facts, ItemKind kind) =>
        kind == ItemKind.Signoff && SignoffRoles.Of(facts) is var role && role != SignoffRoles.Unnamed ? role : null;

    private static string? ConditionOf(Facts facts, Scope scope) =>
        scope == Scope.Troubleshooting ? facts.Entry.Section.Text : Conditions.Of(facts.Entry.Words.Readable, facts.Lexicon);

    private static Reasons ReasonsOf(Facts facts, KindRule rule, ExpectationChoice expects, AnnotationSpec? annotation)
    {
        var block = facts.Block.IsExecutable ? facts.Block : facts.Below;
        var scopeLine = facts.ScopeChoice.Line;
        return new(
            rule.Name,
            rule.Sentence,
            expects.Rule,
            expects.Sentence,
            block.Commands.MaxBy(it => it.Effect)?.Meaning.DecidedBy,
            facts.ScopeChoice.Rule,
            scopeLine
        )
        {
            ScopeText =
                scopeLine == 0 ? ""
                : facts.Entry.LeadIn?.Line == scopeLine ? facts.Entry.LeadIn.Words.Readable
                : facts.Entry.Section.Chain().FirstOrDefault(it => it.Line == scopeLine)?.Text ?? "",
            Annotation = annotation?.Where,
        };
    }
}
