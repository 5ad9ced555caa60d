using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Tests.Doubles;

/// <summary>Steps as a plan would give them; the line is the name.</summary>
internal static class Steps
{
    /// <summary>The name of the step on a line.</summary>
    public static StepId Id(int line) => StepId.OfLine(line);

    /// <summary>A block that only looks.</summary>
    public static Step Reads(int line, string command = "true") => Block(line, command, Effect.Reads);

    /// <summary>A block that changes something.</summary>
    public static Step Changes(int line, string command = "./deploy.sh") => Block(line, command, Effect.Changes);

    /// <summary>A block that destroys something.</summary>
    public static Step Destroys(int line, string command = "dropdb shop") => Block(line, command, Effect.Destroys);

    /// <summary>Something that a person confirms.</summary>
    public static Step Ask(int line, ItemKind kind = ItemKind.Manual) =>
        new()
        {
            Id = Id(line),
            Line = line,
            Text = $"item {line}",
            Kind = kind,
            Work = Work.Ask,
        };

    /// <summary>A signature.</summary>
    public static Step Signoff(int line, string? role = null) => Ask(line, ItemKind.Signoff) with { Role = role };

    /// <summary>A choice.</summary>
    public static Step Decision(int line, params string[] choices) => Ask(line, ItemKind.Decision) with { Choices = choices };

    /// <summary>A blank that records, and holds nothing up while it is empty.</summary>
    public static Step Field(int line) => Ask(line, ItemKind.Field) with { HoldsGate = false };

    /// <summary>A step that its children decide.</summary>
    public static Step Group(int line) => Ask(line, ItemKind.HeadingGroup) with { Work = Work.Group };

    /// <summary>A moment.</summary>
    public static Step Moment(int line, string at) => Ask(line, ItemKind.HeadingGroup) with { Work = Work.Moment, At = at };

    /// <summary>What the run measures itself.</summary>
    public static Step Measure(int line, string text, string? expect = null) =>
        Ask(line, ItemKind.Metric) with
        {
            Work = Work.Record,
            Text = text,
            Expect = expect,
        };

    /// <summary>A blank that the run fills itself.</summary>
    public static Step Blank(int line, string label, PlaceKind kind, string? unit = null) =>
        Ask(line, ItemKind.Field) with
        {
            Work = Work.Record,
            Label = label,
            Blank = kind,
            Unit = unit,
            HoldsGate = false,
        };

    /// <summary>One command of a block, judged on its own.</summary>
    public static Step Part(int line, int block, string command = "true") =>
        Reads(line, command) with
        {
            Work = Work.Part,
            Effect = Effect.None,
            Block = Id(block),
            Parent = Id(block),
        };

    /// <summary>Whether the way back can be gone.</summary>
    public static Step Readiness(params string[] faults) =>
        Ask(0) with
        {
            Id = StepId.RollbackPlan,
            Work = Work.Readiness,
            Text = "The way back can be gone",
            Faults = faults,
        };

    /// <summary>A condition in which the release comes back: a file in the run's folder.</summary>
    public static Step Trigger(int line, string file, TriggerAuthority authority, TimeSpan lasts = default) =>
        Ask(line, ItemKind.Trigger) with
        {
            Work = Work.Trigger,
            Effect = Effect.Reads,
            Check = new("file", new Dictionary<string, string> { ["path"] = file }),
            Expect = $"path '{file}' exists",
            Standing = new(lasts, TimeSpan.FromMilliseconds(20), authority),
        };

    /// <summary>A change, a question while a file named breach would bring it back, and the way back.</summary>
    public static IReadOnlyList<Step> UnderATrigger =>
        [Changes(1), Ask(2), Trigger(3, "breach", TriggerAuthority.Automatic, TimeSpan.FromMilliseconds(100)), Changes(9, "./old.sh").Back];

    /// <summary>A number that is watched in a window after the release.</summary>
    public static Step Watched(int line, TimeSpan from, TimeSpan to, TimeSpan every) =>
        Ask(line, ItemKind.Metric) with
        {
            Work = Work.Watch,
            Scope = Scope.Watch,
            Effect = Effect.Reads,
            Check = new("http", new Dictionary<string, string> { ["url"] = "http://127.0.0.1:1/" }),
            Expect = "value < 5 %",
            Window = new(from, to, every),
        };

    /// <summary>Traffic goes to the candidate.</summary>
    public static Step Moves(int line, double share) =>
        Ask(line, ItemKind.Traffic) with
        {
            Work = Work.Traffic,
            Effect = Effect.Changes,
            Traffic = new(share, new() { For = TimeSpan.FromSeconds(20), Interval = TimeSpan.FromMilliseconds(20) }),
        };

    /// <summary>Traffic comes back.</summary>
    public static Step TrafficBack => Moves(0, 0) with { Id = StepId.TrafficBack, Rollback = true };

    private static Step Block(int line, string command, Effect effect) =>
        new()
        {
            Id = Id(line),
            Line = line,
            Text = $"item {line}",
            Kind = ItemKind.Command,
            Work = Work.Block,
            Effect = effect,
            Commands = [new(line, command, effect)],
        };

    extension(Step step)
    {
        /// <summary>On the way back.</summary>
        public Step Back => step with { Rollback = true };

        /// <summary>May be left out.</summary>
        public Step Maybe => step with { Optional = true };

        /// <summary>Under a parent.</summary>
        public Step Under(int parent) => step with { Parent = Id(parent) };

        /// <summary>Asked first.</summary>
        public Step If(string condition) => step with { Condition = condition };

        /// <summary>In a phase.</summary>
        public Step In(string phase) => step with { Phase = phase };
    }
}
