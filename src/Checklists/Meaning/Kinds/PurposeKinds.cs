using Slipway.Checklists.Meaning.Expectations;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Kinds;

/// <summary>Kinds that the purpose gives, where a person carries the line out.</summary>
internal static class PurposeKinds
{
    public static KindRule Traffic { get; } =
        new("moves-load", "It moves load from one version to another.", facts => IsTraffic(facts) ? new(ItemKind.Traffic) : null);

    public static KindRule Decision { get; } =
        new(
            "asks-for-decision",
            "It asks for a choice between outcomes.",
            facts => IsDecision(facts) ? new(ItemKind.Decision, ItemKind.Manual) : null
        );

    public static KindRule Signoff { get; } =
        new(
            "states-approval",
            "A named person, role or body approves.",
            facts => IsSignoff(facts) ? new(ItemKind.Signoff, ItemKind.Manual) : null
        );

    public static KindRule Backup { get; } =
        new(
            "handles-backup",
            "It makes, copies, restores or verifies a backup.",
            facts => IsBackup(facts) ? new(ItemKind.Backup, ItemKind.Manual) : null
        );

    public static KindRule Notify { get; } =
        new("sends-message", "A message goes out.", facts => IsNotify(facts) ? new(ItemKind.Notify, ItemKind.Manual) : null);

    public static KindRule Metric { get; } =
        new(
            "number-with-bound",
            "A number that can be read from the system is compared with a bound.",
            facts => IsMetric(facts) ? new(ItemKind.Metric, facts.Begins(Concept.Monitor) ? ItemKind.Watch : ItemKind.Manual) : null
        );

    public static KindRule Watch { get; } =
        new(
            "observes",
            "Observing over time is the action.",
            facts => IsWatch(facts) ? new(ItemKind.Watch, facts.Says(Concept.MetricNoun) ? ItemKind.Metric : ItemKind.Manual) : null
        );

    public static KindRule Manual { get; } =
        new(
            "a-person-confirms",
            "Nothing in it can be asked of a machine as it is written.",
            facts => new(ItemKind.Manual, ManualAlso(facts))
        );

    public static bool IsTraffic(Facts facts)
    {
        var share = facts.Bounds.Any(it => it is { Unit: "%" }) || facts.Text.Contains('%', StringComparison.Ordinal);
        var stated = Words.Of(facts.Stated);
        return facts.BeginsWith(Concept.Shift)
                && facts.Lexicon.Says(stated, Concept.Traffic)
                && !facts.Begins(Concept.Verify)
                && !facts.Says(Concept.Absence)
            || share
                && facts.Says(Concept.Traffic)
                && (facts.Says(Concept.Shift) || facts.BeginsWith(Concept.OpenFor) || LoadShares.GoesUp(facts.Text))
                && !facts.Bounds.Any(it => it.Said)
                && !facts.BeginsWith(Concept.Verify)
            || MovesAll(facts, stated)
            || IsWave(facts)
            || OpensToShare(facts);
    }

    /// <summary>"Wave 2: 25 % of the stores".</summary>
    private static bool IsWave(Facts facts) =>
        facts.Entry.IsListed
        && facts.Label.Length > 0
        && facts.Lexicon.Begins(Words.Of(facts.Label), Concept.Wave)
        && facts.Bounds.Any(it => it is { Unit: "%", Said: false } && (GoesTo(it.After, facts.Lexicon) || facts.Says(Concept.Traffic)));

    /// <summary>"Release to 20 % of clinics", "go to 50 %": what is counted may be anything.</summary>
    private static bool OpensToShare(Facts facts) =>
        !facts.BeginsWith(Concept.Verify)
        && (
            (facts.BeginsWith(Concept.Shift) || facts.BeginsWith(Concept.OpenFor))
                && facts.Bounds.Any(it => it is { Unit: "%", Said: false } && GoesTo(it.After, facts.Lexicon))
            || facts.Lexicon.SaysAny(facts.Words, Concept.Shift, Concept.OpenFor)
                && facts.Bounds.Any(it =>
                    it is { Unit: "%", Said: false }
                    && (facts.Says(Concept.Traffic) || !facts.Lexicon.Says(it.Before, Concept.MetricNoun))
                    && Arrives(it, facts.Lexicon)
                )
            || facts.Bounds.Any(it => it is { Unit: "%", Said: false } && facts.Lexicon.Ends(Words.Of(it.Before), Concept.Shift))
        );

    /// <summary>The share is where something goes: "to 50 %", "切到 50%", "50%로".</summary>
    private static bool Arrives(Bound share, Lexicon lexicon) =>
        lexicon.Ends(Words.Of(share.Before), Concept.Toward) || lexicon is { WritesTogether: true } && GoesTo(share.After, lexicon);

    /// <summary>"20 % of …"; in Japanese and Korean a particle of direction stands behind the share.</summary>
    private static bool GoesTo(string after, Lexicon lexicon) =>
        lexicon.Begins(Words.Of(after), Concept.Of)
        || lexicon is { WritesTogether: true, VerbLast: true } && after.TrimStart() is ['に' or 'へ' or '로' or '까' or '으', ..];

    /// <summary>"将全部流量切换到新版本": all the load goes, however the sentence begins.</summary>
    public static bool MovesAll(Facts facts, Words stated) =>
        facts.Lexicon.WritesTogether
        && facts.Entry.HasBox
        && facts.Lexicon.Says(stated, Concept.All)
        && facts.Lexicon.Says(stated, Concept.Traffic)
        && facts.Lexicon.Says(stated, Concept.Shift)
        && !facts.BeginsWith(Concept.Verify);

    public static bool IsBackup(Facts facts)
    {
        if (
            !facts.Says(Concept.Backup)
            || facts.Entry.Form == EntryForm.Fence
            || facts.Begins(Concept.If)
            || facts.Says(Concept.BackupNoun)
        )
        {
            return false;
        }

        var planned = facts.Says(Concept.NotYet) && !facts.BeginsWith(Concept.BackupAct);
        return AgeOf(facts) is not null && !planned
            || facts.Begins(Concept.BackupAct) && facts.BeginsWith(Concept.Imperative) && !planned
            || facts.Says(Concept.Done) && !planned
            || IsActionRow(facts) && facts.Begins(Concept.Backup) && !planned
            || facts.Below.IsExecutable && WorkKinds.IsBackup(facts.Below)
            || facts.BeginsWith(Concept.Imperative) && facts.Says(Concept.BackupAct) && !planned && !facts.Begins(Concept.Verify)
            || Words.Of(facts.Text) is { Count: <= 3 } short_ && facts.Lexicon.Ends(short_, Concept.Backup) && !planned;
    }

    /// <summary>A row of a table of things to do: a noun alone says what is done.</summary>
    private static bool IsActionRow(Facts facts) => facts.Entry.Row is not null && RowKinds.HasAction(facts);

    /// <summary>How old a backup may be at most, as "12 h"; null when the line says nothing of it.</summary>
    public static string? AgeOf(Facts facts) =>
        facts.Says(Concept.Backup)
        && facts.Times.At is null
        && facts.AllBounds.Where(MetricClauses.IsTime).ToList()
            is [{ Unit: "h" or "d", Number: var number, Unit: var unit, Said: var said }]
        && (said || facts.Times.Cadence is null)
            ? $"{number} {unit}"
            : null;

    public static bool IsNotify(Facts facts)
    {
        var tries =
            facts.Words.Evened.Contains(" test ", StringComparison.Ordinal)
            || facts.Begins(Concept.Verify)
            || facts.Lexicon.Begins(Words.Of(facts.Rest), Concept.Verify);
        if (tries || facts.Says(Concept.NotYet) && !facts.BeginsWith(Concept.NotifyVerb))
        {
            return false;
        }

        return facts.BeginsWith(Concept.NotifyVerb)
            || IsActionRow(facts) && facts.Begins(Concept.Notify)
            || facts.Says(Concept.NotifyVerb) && facts.Times.At is ['T', '-', ..]
            || facts.Says(Concept.StatusPage) && (facts.BeginsWith(Concept.Imperative) || facts.Text.AsSpan().IndexOfAny("→⇒") >= 0)
            || facts.Begins(Concept.SendVerb) && NamesChannel(facts.Text)
            || NamesChannel(facts.Text) && facts.Says(Concept.Notify) && !facts.Begins(Concept.Monitor)
            || facts.Begins(Concept.SendVerb) && facts.Says(Concept.MessageNoun)
            || facts.Says(Concept.Informed) && facts.Bounds.All(it => !it.Said)
            || facts.Says(Concept.Sent) && facts.Lexicon.SaysAny(facts.Words, Concept.MessageNoun, Concept.Notify)
            || InCommunication(facts) && !facts.Entry.HasBox && facts.Says(Concept.MessageNoun);
    }

    /// <summary>True when the text names a chat channel: <c>#release</c>.</summary>
    private static bool NamesChannel(string text)
    {
        var at = text.IndexOf('#', StringComparison.Ordinal);
        return at > 0 && at + 1 < text.Length && text[at - 1] == ' ' && char.IsLetter(text[at + 1]);
    }

    /// <summary>True under a heading that plans messages.</summary>
    public static bool InCommunication(Facts facts) =>
        facts
            .Entry.Section.Chain()
            .Any(it => !it.IsBold && it.Line > 0 && it.Level > 1 && facts.Lexicon.Says(it.Text, Concept.Communication));

    private static bool IsDecision(Facts facts)
    {
        var label = Words.Of(facts.Label.Length > 0 ? facts.Label : facts.Text);
        var go =
            Words.Of(facts.Rest).Evened is var rest
            && (rest.StartsWith(" go ", StringComparison.Ordinal) || rest.StartsWith(" no go ", StringComparison.Ordinal));
        return facts.Entry.Form == EntryForm.Heading
            ? go && facts.Lexicon.SaysAny(label, Concept.ApprovalNoun, Concept.Decide)
            : facts.Begins(Concept.Decide) && !facts.Says(Concept.Done)
                || facts.Lexicon.Says(Words.Of(facts.Label), Concept.Decide) && facts.Rest.Contains(" / ", StringComparison.Ordinal)
                || facts.Words.Evened.Contains(" go no go ", StringComparison.Ordinal) && !facts.Says(Concept.NotYet);
    }

    private static bool IsSignoff(Facts facts) =>
        facts.Entry.HasBox && CountsApprovals(facts) && facts.Bounds.Count > 0
        || facts.Lexicon.SaysAny(facts.Words, Concept.Approve, Concept.ApprovalNoun)
            && !facts.Says(Concept.NotYet)
            && (
                !facts.Lexicon.Begins(facts.Words, Concept.Verify)
                || facts.Lexicon.WritesTogether && facts.Lexicon.Ends(facts.Words, Concept.Approve)
            )
            && SignoffRoles.Of(facts) != SignoffRoles.Unnamed;

    private static bool IsWatch(Facts facts) =>
        facts.Begins(Concept.Monitor)
        || facts.Begins(Concept.Wait) && facts.Says(Concept.Monitor)
        || facts.Entry.HasBox && facts.Times is { Cadence: not null } && facts.Says(Concept.Monitor)
        || LooksOften(facts)
        || facts.Entry.Children.Any(it => it.IsListed && facts.Lexicon.Begins(Words.Of(it.Text), Concept.Monitor))
            && facts.Rest.Length == 0
            && facts.Entry.HasBox;

    /// <summary>A look that is repeated within a day is observing; a daily duty is not.</summary>
    private static bool LooksOften(Facts facts) =>
        facts.Times.Cadence is [.., 's' or 'm' or 'h']
        && (facts.Entry.HasBox || facts.Entry.IsListed)
        && (facts.Lexicon.SaysAny(facts.Words, Concept.Verify, Concept.Monitor, Concept.MonitorNoun) || !facts.Says(Concept.NotYet));

    private static bool IsMetric(Facts facts) =>
        facts.Entry.Form is not EntryForm.Heading
        && !OnlySaysHowOld(facts)
        && !CountsApprovals(facts)
        && !OnlySaysHowOften(facts)
        && MetricClauses.Of(facts) is not null;

    /// <summary>"Backup of less than 4 hours ago", "certificate valid for 30 days or more": an age or a span, nothing measured.</summary>
    private static bool OnlySaysHowOld(Facts facts) =>
        AgeOf(facts) is not null && IsBackup(facts)
        || facts.Bounds.Where(it => it.Said).ToList() is [{ Unit: "d" }] && !facts.Says(Concept.MetricNoun) && !facts.HasBlank;

    /// <summary>"Approved by at least two reviewers".</summary>
    private static bool CountsApprovals(Facts facts) =>
        facts.Says(Concept.Approve) && facts.Bounds.All(it => it.Unit.Length == 0) && facts.Lexicon.Says(facts.Words, Concept.By);

    /// <summary>"Every 30 minutes until 18 h": lengths of time beside a cadence measure nothing.</summary>
    private static bool OnlySaysHowOften(Facts facts) =>
        facts.Times.Cadence is not null && !facts.HasBlank && facts.Bounds.Any(it => it.Said) && facts.Bounds.All(MetricClauses.IsTime);

    private static IReadOnlyList<ItemKind> ManualAlso(Facts facts)
    {
        var also = new List<ItemKind>();
        AddIf(also, facts.Says(Concept.Endpoint), ItemKind.Http);
        AddIf(also, facts.Says(Concept.Backup), ItemKind.Backup);
        AddIf(also, facts.Says(Concept.MetricNoun), ItemKind.Metric);
        AddIf(also, facts.Says(Concept.MonitorNoun), ItemKind.Watch);
        AddIf(also, facts.Says(Concept.Notify), ItemKind.Notify);
        AddIf(
            also,
            facts.BeginsWith(Concept.ActWords) || facts.Begins(Concept.Imperative) && facts.Entry.Words.Codes.Count > 0,
            ItemKind.Command
        );
        return also;
    }

    private static void AddIf(List<ItemKind> kinds, bool holds, ItemKind kind)
    {
        if (holds)
        {
            kinds.Add(kind);
        }
    }
}
