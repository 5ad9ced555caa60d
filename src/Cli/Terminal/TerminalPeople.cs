using Slipway.Checklists;
using Slipway.Cli.Output;
using Slipway.Cli.Terminal.Live;
using Slipway.Cli.Terminal.Talk;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>Asks the person at the terminal, line by line. An empty line never says yes, and nothing typed before a question answers it.</summary>
internal sealed class TerminalPeople(Host host, RunTalk talk, string person, Signer signer) : IPeople
{
    private static readonly HashSet<string> NoNames = new(["y", "yes", "n", "no", "ok", "x"], StringComparer.OrdinalIgnoreCase);
    private readonly Dialogue _dialogue = new(host, talk);
    private readonly SigningDialogue _signing = new(host, talk, new(host, talk), signer);
    private (StepId Step, QuestionKind Kind, string Why)? _refused;

    public Task<Reply> AskAsync(Question question, CancellationToken ct) =>
        talk.Stage.AloneAsync(async () =>
        {
            talk.Lines.Begin();
            Show(question);
            return await AnswerAsync(question, ct);
        });

    public bool Refused(Question question, string why)
    {
        _refused = (question.Step.Id, question.Kind, why);
        return true;
    }

    /// <summary>Asked again after an answer was not accepted, a question is not shown whole once more.</summary>
    private void Show(Question question)
    {
        var refused = _refused;
        _refused = null;
        if (refused is var (step, kind, why) && step == question.Step.Id && kind == question.Kind)
        {
            _dialogue.Write(new ShownLine(new Piece("    Not accepted: ", Tone.Bad), new(PlainText.Of(why))));
            return;
        }

        var folder = new RunFolder(Path.Combine(talk.RunsFolder, question.State.Started.Run.Value));
        _dialogue.Write([.. QuestionText.Of(question, folder)]);
    }

    private async Task<Reply> AnswerAsync(Question question, CancellationToken ct) =>
        question.Kind switch
        {
            QuestionKind.Failure => await AskFailureAsync(question, ct),
            QuestionKind.Unknown => await AskUnknownAsync(ct),
            QuestionKind.Destruction => await AskDestructionAsync(question, ct),
            QuestionKind.Condition => await AskYesNoAsync(question, ct),
            _ => await AskAnswerAsync(question, ct),
        };

    private async Task<Reply> AskAnswerAsync(Question question, CancellationToken ct)
    {
        var step = question.Step;
        if (step.Kind == ItemKind.Signoff)
        {
            return await AskSignatureAsync(question, ct);
        }

        var choices = step.Choices.Count > 0;
        var plain = !choices && step.Kind is not (ItemKind.Field or ItemKind.Metric);
        var hint =
            choices ? Numbered(step.Choices)
            : plain
                ? (
                    step.Scope == Scope.Watch
                        ? "y = yes, n = no, l = later, s = leave it out, q = stop; words may follow yes or no"
                        : "y = yes, n = no, s = leave it out, q = stop; words may follow yes or no"
                )
            : "the value; - leaves it empty; q stops";
        while (true)
        {
            var said = await _dialogue.ChooseAsync(hint, ct);
            switch (said)
            {
                case null:
                    return new Reply.Nobody();
                case "":
                    continue;
                case "q":
                    return await StopAsync(ct);
                case "l" when step.Scope == Scope.Watch:
                    return new Reply.Later(person);
                case "s" when plain:
                    return new Reply.Leave(person, await _dialogue.ReasonAsync(ct));
                case "-" when !plain:
                    return new Reply.Empty(person);
                case "y" when plain:
                    return Said(step, "yes");
                case "n" when plain:
                    return Said(step, "no");
                default:
                    var chosen =
                        choices && int.TryParse(said, out var number) && number >= 1 && number <= step.Choices.Count
                            ? step.Choices[number - 1]
                            : said;
                    var answer = Said(step, chosen);
                    if ((PresetSigning.IsSigned(step) ? await _signing.SignAsync(question, answer, ct) : answer) is { } given)
                    {
                        return given;
                    }

                    continue;
            }
        }
    }

    private async Task<Reply> AskSignatureAsync(Question question, CancellationToken ct)
    {
        var step = question.Step;
        while (true)
        {
            var name = await _dialogue.ChooseAsync(
                $"your name approves{(step.Role is { } role ? $" as {role}" : "")}; no NAME declines; s leaves it out; q stops",
                ct
            );
            switch (name)
            {
                case null:
                    return new Reply.Nobody();
                case "":
                    continue;
                case "q":
                    return await StopAsync(ct);
                case "s":
                    return new Reply.Leave(person, await _dialogue.ReasonAsync(ct));
                case var word when NoNames.Contains(word):
                    _dialogue.Write(
                        new ShownLine(new Piece("    Not accepted: ", Tone.Bad), new($"\"{word}\" is no name; a signature is a name"))
                    );
                    continue;
                default:
                    var said = name.StartsWith("no ", StringComparison.OrdinalIgnoreCase)
                        ? new Reply.Said(name[3..].Trim(), step.Role, "Declined", null, "terminal")
                        : new Reply.Said(name, step.Role, "Approved", null, "terminal");
                    if (await _signing.SignAsync(question, said, ct) is { } signed)
                    {
                        return signed;
                    }

                    continue;
            }
        }
    }

    private async Task<Reply> AskYesNoAsync(Question question, CancellationToken ct)
    {
        while (true)
        {
            switch (await _dialogue.ChooseAsync("y = it holds, n = it does not, q = stop", ct))
            {
                case null:
                    return new Reply.Nobody();
                case "y" or "yes":
                    return Said(question.Step, "yes");
                case "n" or "no":
                    return Said(question.Step, "no");
                case "q":
                    return await StopAsync(ct);
            }
        }
    }

    private async Task<Reply> AskDestructionAsync(Question question, CancellationToken ct)
    {
        var typed = await _dialogue.ChooseAsync($"type {question.Target} to go on; s leaves it out; q stops", ct);
        return typed switch
        {
            null => new Reply.Nobody(),
            "q" => await StopAsync(ct),
            "s" => new Reply.Leave(person, await _dialogue.ReasonAsync(ct)),
            _ => new Reply.Said(person, null, typed, null, "terminal"),
        };
    }

    private async Task<Reply> AskFailureAsync(Question question, CancellationToken ct)
    {
        while (true)
        {
            switch (
                await _dialogue.ChooseAsync(
                    $"r = try again, g = go on with a reason, w = waive with a signature, x = break the glass,{(question.MayRollBack ? " b = roll back," : "")} q = stop: no-go",
                    ct
                )
            )
            {
                case null:
                    return new Reply.Nobody();
                case "r":
                    return new Reply.Retry(person);
                case "g":
                    return new Reply.GoOn(person, await _dialogue.ReasonAsync(ct));
                case "w":
                    return await WaiveAsync(question, ct);
                case "x":
                    return await BreakGlassAsync(question, ct);
                case "b" when question.MayRollBack:
                    return new Reply.RollBack(person, await _dialogue.ReasonAsync(ct));
                case "q":
                    return await StopAsync(ct);
            }
        }
    }

    private async Task<Reply> WaiveAsync(Question question, CancellationToken ct)
    {
        var step = question.State.Steps[question.Step.Id];
        _dialogue.Write([
            new(
                new Piece("    waives       ", Tone.Faint),
                new(
                    $"{step.Step.Where}, {Told.WordOf(step.Verdict)} at attempt {step.LastAttempt}; the gate opens, and the waiver stays visible"
                )
            ),
            .. QuestionText.Covered(question.State),
        ]);
        if (await _dialogue.NameAsync(ct) is not { } name)
        {
            return new Reply.Nobody();
        }

        var reason = await _dialogue.ReasonAsync(ct);
        return await _dialogue.ValidForAsync(TimeSpan.FromHours(24), ct) is not { } span ? new Reply.Nobody()
            : await _signing.SignAsync(question, SignedStatement.OfWaiver, Until(name, reason, span), ct) is var (given, signed) && given
                ? new Reply.Waive(name, null, reason, span) { Signed = signed }
            : new Reply.Nobody();
    }

    private PersonsWord Until(string name, string reason, TimeSpan span) =>
        new(name, null, reason, host.Clock.GetUtcNow()) { Expires = host.Clock.GetUtcNow() + span };

    private async Task<Reply> BreakGlassAsync(Question question, CancellationToken ct)
    {
        _dialogue.Write([
            new(
                new Piece("    breaks       ", Tone.Bad),
                new($"the glass of {question.Step.Where}: two people open its gate against its rule; that stays visible everywhere")
            ),
            .. QuestionText.Covered(question.State),
        ]);
        if (await _dialogue.NameAsync(ct) is not { } name)
        {
            return new Reply.Nobody();
        }

        var reason = await _dialogue.ReasonAsync(ct);
        return await _dialogue.ValidForAsync(TimeSpan.FromHours(4), ct) is not { } span ? new Reply.Nobody()
            : await _signing.SignAsync(question, SignedStatement.OfGlass, Until(name, reason, span), ct) is var (given, signed) && given
                ? new Reply.BreakGlass(name, reason, span) { Signed = signed }
            : new Reply.Nobody();
    }

    private async Task<Reply> AskUnknownAsync(CancellationToken ct)
    {
        while (true)
        {
            switch (await _dialogue.ChooseAsync("d = it was done, a = it was not: run it again, q = stop", ct))
            {
                case null:
                    return new Reply.Nobody();
                case "d":
                    return new Reply.WasDone(person);
                case "a":
                    return new Reply.RunAgain(person);
                case "q":
                    return await StopAsync(ct);
            }
        }
    }

    private async Task<Reply> StopAsync(CancellationToken ct) => new Reply.Stop(person, await _dialogue.ReasonAsync(ct));

    private Reply.Said Said(Step step, string text) => new(person, step.Role, text, null, "terminal");

    private static string Numbered(IReadOnlyList<string> choices) =>
        string.Join(", ", choices.Select((it, at) => $"{at + 1} = {it}")) + ", q = stop";
}
