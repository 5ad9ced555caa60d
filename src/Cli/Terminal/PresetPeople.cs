using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>Answers that were given with the call; whoever is behind it is asked for the rest.</summary>
internal sealed class PresetPeople(Presets presets, IPeople behind, string person) : IPeople
{
    private readonly HashSet<(StepId, QuestionKind)> _used = [];

    public Task<Reply> AskAsync(Question question, CancellationToken ct)
    {
        var reply = _used.Contains((question.Step.Id, question.Kind)) ? null : Find(question);
        if (reply is null)
        {
            return behind.AskAsync(question, ct);
        }

        _used.Add((question.Step.Id, question.Kind));
        return Task.FromResult(reply);
    }

    public bool Refused(Question question, string why) => behind.Refused(question, why);

    private Reply? Find(Question question)
    {
        var step = question.Step;
        return question.Kind switch
        {
            QuestionKind.Answer when step.Kind == ItemKind.Signoff => Signature(step) ?? Answer(step),
            QuestionKind.Answer => Answer(step),
            QuestionKind.Condition => Answer(step),
            QuestionKind.Failure => Waiver(step),
            _ => null,
        };
    }

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
    /// <summary>Whether a key of the call means this step: its line, <c>rollback</c> for the way back, or words of it.</summary>
    public static bool Names(string key, Step step)
    {
        if (step.Work == Work.Readiness)
        {
            return key is "rollback" or "rollback-plan";
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
