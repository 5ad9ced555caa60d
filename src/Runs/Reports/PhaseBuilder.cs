using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Reports;

/// <summary>The document's parts with their items, nested as they hang on each other. Nothing of plan or run is dropped.</summary>
internal sealed class PhaseBuilder(RunState state, Plan plan, RecordScan scan, Proofs proofs, RecordTimes times)
{
    /// <summary>Deeper items stand beside each other, so that no document can nest a page out of sight.</summary>
    private const int Deepest = 6;

    private readonly ILookup<StepId, ReportSpan> _spans = times
        .Spans.Where(it => it is { Step: not null, Kind: not ReportSpanKind.Moment })
        .ToLookup(it => it.Step!.Value);

    private sealed class Node(PlanItem? item, StepState? step, int line, string phase)
    {
        public PlanItem? Item => item;
        public StepState? Step => step;
        public int Line => line;
        public string Phase => phase;
        public int Group { get; set; }
        public int Depth => Parent is null ? 0 : Parent.Depth + 1;
        public Node? Parent { get; set; }
        public List<Node> Children { get; } = [];
    }

    public IReadOnlyList<ReportPhase> Build()
    {
        var nodes = Nodes();
        var roots = Nest(nodes);
        AddOthers(roots, nodes);
        return [.. roots.GroupBy(it => it.Group).Select(it => Phase([.. it]))];
    }

    private List<Node> Nodes()
    {
        var told = new HashSet<StepId>();
        var shares = state.Order.Select(it => state.Steps[it]).Where(it => it.Step.IsShare).ToLookup(it => it.Step.Line);
        var nodes = new List<Node>(plan.Items.Count + 1);
        foreach (var item in plan.Items)
        {
            var step = state.Steps.GetValueOrDefault(StepId.OfLine(item.Line));
            var node = new Node(item, step is not null && told.Add(step.Step.Id) ? step : null, item.Line, item.Phase);
            nodes.Add(node);
            if (state.Steps.GetValueOrDefault(StepId.OfProof(item.Line)) is { } proof && told.Add(proof.Step.Id))
            {
                nodes.Add(new(null, proof, item.Line, item.Phase));
            }

            nodes.AddRange(shares[item.Line].Where(it => told.Add(it.Step.Id)).Select(it => new Node(null, it, item.Line, item.Phase)));
        }

        return nodes;
    }

    /// <summary>Steps that no item of the plan stands for: before whatever holds their line, at the top; otherwise at the end.</summary>
    private void AddOthers(List<Node> roots, List<Node> nodes)
    {
        var told = nodes.Select(it => it.Step?.Step.Id).ToHashSet();
        foreach (var step in state.Order.Where(it => !told.Contains(it)).Select(it => state.Steps[it]))
        {
            var before = roots.FindIndex(root => All(root).Any(it => it.Line >= step.Step.Line && it.Step?.Step.Rollback is false));
            var last = roots.Count == 0 ? 0 : roots[^1].Group + (roots[^1].Phase == step.Step.Phase ? 0 : 1);
            var node = new Node(null, step, step.Step.Line, before < 0 ? step.Step.Phase : roots[before].Phase)
            {
                Group = before < 0 ? last : roots[before].Group,
            };
            roots.Insert(before < 0 ? roots.Count : before, node);
        }
    }

    /// <summary>Below its parent when that stands before it under the same heading.</summary>
    private static List<Node> Nest(List<Node> nodes)
    {
        var roots = new List<Node>();
        var known = new Dictionary<int, Node>();
        var group = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            group += i > 0 && nodes[i - 1].Phase != node.Phase ? 1 : 0;
            node.Group = group;
            if (ParentOf(node) is { } line && known.TryGetValue(line, out var parent) && parent.Group == group)
            {
                node.Parent = parent.Depth < Deepest ? parent : parent.Parent!;
                node.Parent.Children.Add(node);
            }
            else
            {
                roots.Add(node);
            }

            if (node.Item is not null)
            {
                known.TryAdd(node.Line, node);
            }
        }

        return roots;
    }

    private static int? ParentOf(Node node) =>
        node.Item is { } item ? item.InsideBlock ?? item.AttachedTo
        : node.Step is { Step: { IsProof: true } or { IsShare: true } } ? node.Line
        : null;

    private ReportPhase Phase(List<Node> roots)
    {
        var steps = roots.SelectMany(All).Select(it => it.Step).OfType<StepState>().ToList();
        var gates = steps.Where(proofs.HoldsGate).ToList();
        var spans = steps.SelectMany(it => _spans[it.Step.Id]).ToList();
        var began = spans.Min(it => (DateTimeOffset?)it.Began);
        var ended = spans.Max(it => (DateTimeOffset?)it.Ended);
        return new()
        {
            Title = roots[0].Phase,
            Line = roots[0].Line,
            Verdict = gates.Count == 0 ? null : Verdicts.Worst(gates.Select(it => it.Verdict)),
            Gates = gates.Count,
            Open = gates.Count(it => state.Opens(it.Step.Id, state.EndedAt ?? state.LastAt)),
            Began = began,
            Ended = ended,
            GoesOn = spans.Exists(it => it.Open),
            Estimate = EstimateOf(roots),
            Items = [.. Unheaded(roots).Select(Item)],
        };
    }

    /// <summary>What the author thinks that the whole of it takes; null when no heading says so.</summary>
    private static TimeSpan? EstimateOf(List<Node> roots) =>
        roots.Find(it => it.Item is { Kind: ItemKind.HeadingGroup } head && head.Text == head.Phase)?.Item?.Estimate is { } said
            ? Durations.TryParse(said)
            : null;

    /// <summary>A heading that only groups is the phase itself, and is not said twice.</summary>
    private static IEnumerable<Node> Unheaded(List<Node> roots) =>
        roots.SelectMany(it =>
            it is { Item: { Kind: ItemKind.HeadingGroup } head, Step: null or { Step.Work: Work.Group } } && head.Text == head.Phase
                ? it.Children
                : (IEnumerable<Node>)[it]
        );

    private static IEnumerable<Node> All(Node node) => node.Children.SelectMany(All).Prepend(node);

    private ReportItem Item(Node node)
    {
        var children = node.Children.Select(Item).ToList();
        return node.Step is { } step ? OfStep(step, node.Item, children) : OfText(node.Item!, children);
    }

    private static ReportItem OfText(PlanItem item, List<ReportItem> children) =>
        new()
        {
            Line = item.Line,
            From = item.From,
            Text = item.Text,
            Kind = item.Kind,
            Scope = item.Scope,
            Optional = item.Optional,
            Condition = item.Condition,
            Ticked = item.Ticked,
            Expect = item.Expect?.Text,
            Effect = item.Effect,
            Commands = item.Commands,
            Children = children,
        };

    private ReportItem OfStep(StepState it, PlanItem? item, List<ReportItem> children)
    {
        var step = it.Step;
        var gate = proofs.HoldsGate(it);
        return new()
        {
            Step = step.Id,
            Line = step.Line,
            From = step.From,
            Text = step.Text,
            Kind = step.Kind,
            Scope = step.Scope,
            Work = step.Work,
            Stage = it.Stage,
            Own = step.Work == Work.Group ? null : it.Verdict,
            Whole = state.VerdictOf(step.Id),
            Why = it.Why,
            Proved = step.Work == Work.Group ? null : proofs.Of(it),
            Open = gate ? state.Opens(step.Id, state.EndedAt ?? state.LastAt) : null,
            Rollback = step.Rollback,
            Optional = step.Optional,
            Condition = step.Condition,
            Ticked = item?.Ticked ?? false,
            Expect = step.Expect,
            Effect = step.Effect,
            Traffic = step.Traffic,
            Commands = step.Commands,
            Blocked = [.. step.Blocked, .. step.Faults],
            Attempts = it.Attempts,
            Began = it.Began,
            Decided = it.Decided,
            Answer = it.Answer is { } answer
                ? scan.Answers.GetValueOrDefault(step.Id)
                    ?? new(it.Decided ?? it.Began ?? state.LastAt, step.Line, step.Text, step.Kind, answer)
                : null,
            Left = it.Left,
            Waiver = it.Waiver is { } waiver
                ? scan.Exceptions.GetValueOrDefault(step.Id) ?? new(state.LastAt, step.Line, step.Text, waiver)
                : null,
            Accepted = it.Accepted,
            Confirmed = scan.Confirmed.GetValueOrDefault(step.Id),
            Settled = proofs.SettledAs(it),
            Value = it.Value,
            Children = children,
        };
    }
}
