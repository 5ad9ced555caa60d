using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>Answers that were given with the call; whoever is behind it is asked for the rest.</summary>
internal sealed class PresetPeople(Presets presets, IPeople behind, string person, PresetSigning signing) : IPeople
{
    private readonly Dictionary<(StepId, QuestionKind), int> _used = [];

    public async Task<Reply> AskAsync(Question question, CancellationToken ct)
    {
        var used = _used.GetValueOrDefault((question.Step.Id, question.Kind));
        if (Find(question, used) is not { } reply)
        {
            return await behind.AskAsync(question, ct);
        }

        _used[(question.Step.Id, question.Kind)] = used + 1;
        return await signing.SignedAsync(question, reply, ct);
    }

    /// <summary>Asked again as long as somebody else was named with the call.</summary>
    public bool Refused(Question question, string why) =>
        behind.Refused(question, why) || Find(question, _used.GetValueOrDefault((question.Step.Id, question.Kind))) is not null;

    /// <summary>What was not used yet: of a hold of several people one after the other, of everything else one.</summary>
    private Reply? Find(Question question, int used)
    {
        var step = question.Step;
        return question.Kind switch
        {
            QuestionKind.Answer when step is { Quorum: not null } => Several(step).ElementAtOrDefault(used),
            _ when question.Kind == QuestionKind.Failure && Glass(step).ElementAtOrDefault(used) is { } glass => glass,
            _ when used > 0 => null,
            QuestionKind.Answer when step.Kind == ItemKind.Signoff => Signature(step) ?? Answer(step),
            QuestionKind.Answer => Answer(step),
            QuestionKind.Condition => Answer(step),
            QuestionKind.Failure => Waiver(step),
            _ => null,
        };
    }

    private IEnumerable<Reply> Several(Step step)
    {
        foreach (var (role, names) in presets.Signatures.Where(it => Means(it.Key, step)))
        {
            foreach (var name in names.Split(" and ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                yield return new Reply.Said(name, RoleOf(role, step), "Approved", null, "command-line");
            }
        }

        foreach (var given in presets.Answers.Where(it => Presets.Names(it.Key, step)))
        {
            yield return new Reply.Said(given.By ?? person, step.Role, given.Value, given.Comment, given.Through);
        }

        foreach (var glass in Glass(step))
        {
            yield return glass;
        }
    }

    private IEnumerable<Reply> Glass(Step step) =>
        presets.Glass.Where(it => Presets.Names(it.Step, step)).Select(it => new Reply.BreakGlass(it.By, it.Reason, TimeSpan.FromHours(4)));

    /// <summary>The key of a signature is a role, or says which line is meant.</summary>
    private static bool Means(string key, Step step) =>
        Presets.Names(key, step)
        || step.Role is { } role && string.Equals(role, key, StringComparison.OrdinalIgnoreCase)
        || step.Quorum is { } quorum && quorum.Of.Contains(key, StringComparer.OrdinalIgnoreCase);

    private static string? RoleOf(string key, Step step) =>
        step.Quorum is { } quorum && quorum.Of.Contains(key, StringComparer.OrdinalIgnoreCase) ? key : step.Role;

    private Reply.Said? Signature(Step step)
    {
        var signed = presets.Signatures.FirstOrDefault(it =>
            Presets.Names(it.Key, step) || step.Role is { } role && string.Equals(role, it.Key, StringComparison.OrdinalIgnoreCase)
        );
        return signed.Value is { } name ? new(name, step.Role ?? signed.Key, "Approved", null, "command-line") : null;
    }

    private Reply.Said? Answer(Step step) =>
        presets.Answers.FirstOrDefault(it => Presets.Names(it.Key, step)) is { Key: not null } given
            ? new(given.By ?? person, step.Role, given.Value, given.Comment, given.Through)
            : null;

    private Reply.Waive? Waiver(Step step)
    {
        var waiver = presets.Waivers.FirstOrDefault(it => Presets.Names(it.Step, step));
        return waiver is null ? null : new(waiver.By, null, waiver.Reason, TimeSpan.FromHours(24));
    }
}

/// <summary>What was given with the call.</summary>
/// <param name="Signatures">Role, line or words; and the name of whoever signs.</param>
/// <param name="Answers">Answers to items.</param>
/// <param name="Waivers">Exceptions.</param>
internal sealed record Presets(
    IReadOnlyDictionary<string, string> Signatures,
    IReadOnlyList<PresetAnswer> Answers,
    IReadOnlyList<PresetWaiver> Waivers
)
{
    /// <summary>Glasses to be broken.</summary>
    public IReadOnlyList<PresetWaiver> Glass { get; init; } = [];

    /// <summary>Whether a key of the call means this step: its line, <c>rollback</c> for the way back, <c>schema</c> for the question about it, or words of it.</summary>
    public static bool Names(string key, Step step)
    {
        if (step.Work == Work.Readiness)
        {
            return key is "rollback" or "rollback-plan";
        }

        if (step.Id == StepId.OldOnNewSchema)
        {
            return key is "schema" or "old-on-new-schema";
        }

        return int.TryParse(key.TrimStart('L'), out var line)
            ? step.Line == line
            : key.Length >= 3 && step.Text.Contains(key, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>An answer that was given with the call.</summary>
internal sealed record PresetAnswer(string Key, string Value, string? By, string? Comment, string Through);

/// <summary>A waiver that was given with the call.</summary>
internal sealed record PresetWaiver(string Step, string By, string Reason);

/// <summary>Nobody can be asked: no terminal, or <c>--no-input</c>.</summary>
internal sealed class NoPeople(RunTalk talk) : IPeople
{
    public Task<Reply> AskAsync(Question question, CancellationToken ct) => Task.FromResult<Reply>(new Reply.Nobody());

    public bool Refused(Question question, string why)
    {
        talk.Tell($"{question.Step.Where}: not accepted: {why}");
        return false;
    }
}
