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
    private const int Indent = 17;
    private static readonly HashSet<string> NoNames = new(["y", "yes", "n", "no", "ok", "x"], StringComparer.OrdinalIgnoreCase);
    private const string Prompt = "    > ";
    private readonly Paint _paint = new(host.Colour);
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
            Write(new ShownLine(new Piece("    Not accepted: ", Tone.Bad), new(PlainText.Of(why))));
            return;
        }

        var folder = new RunFolder(Path.Combine(talk.RunsFolder, question.State.Started.Run.Value));
        Write([.. QuestionText.Of(question, folder)]);
    }

    private void Write(params IReadOnlyList<ShownLine> lines) => Write(Indent, lines);

    private void Write(int indent, IReadOnlyList<ShownLine> lines)
    {
        foreach (var line in lines.SelectMany(it => it.Wrapped(talk.Columns() - 1, indent)))
        {
            host.Coloured.WriteLine(_paint.Of(line));
        }
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
            var said = await ChooseAsync(hint, ct);
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
                    return new Reply.Leave(person, await ReasonAsync(ct));
                case "-" when !plain:
                    return new Reply.Empty(person);
                case "y" when plain:
                    return Said(step, "yes");
                case "n" when plain:
                    return Said(step, "no");
                default:
                    return Said(
                        step,
                        choices && int.TryParse(said, out var number) && number >= 1 && number <= step.Choices.Count
                            ? step.Choices[number - 1]
                            : said
                    );
            }
        }
    }

    private async Task<Reply> AskSignatureAsync(Question question, CancellationToken ct)
    {
        var step = question.Step;
        while (true)
        {
            var name = await ChooseAsync(
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
                    return new Reply.Leave(person, await ReasonAsync(ct));
                case var word when NoNames.Contains(word):
                    Write(new ShownLine(new Piece("    Not accepted: ", Tone.Bad), new($"\"{word}\" is no name; a signature is a name")));
                    continue;
                default:
                    var said = name.StartsWith("no ", StringComparison.OrdinalIgnoreCase)
                        ? new Reply.Said(name[3..].Trim(), step.Role, "Declined", null, "terminal")
                        : new Reply.Said(name, step.Role, "Approved", null, "terminal");
                    if (await SignAsync(question, said, ct) is { } signed)
                    {
                        return signed;
                    }

                    continue;
            }
        }
    }

    /// <summary>Shows what is signed, and has it signed; the word by name where the person has no key, null when it is not to be signed after all.</summary>
    private async Task<Reply.Said?> SignAsync(Question question, Reply.Said said, CancellationToken ct)
    {
        if (!Signer.HasKey(question.State, said.By))
        {
            return said;
        }

        var word = new PersonsWord(said.By, said.Role, said.Text, host.Clock.GetUtcNow());
        var (given, signed) = await SignAsync(question, SignedStatement.OfAnswer, word, ct);
        return given ? said with { Signed = signed } : null;
    }

    private async Task<(bool Given, SignedWord? Signed)> SignAsync(Question question, string type, PersonsWord word, CancellationToken ct)
    {
        if (!Signer.HasKey(question.State, word.By))
        {
            return (true, null);
        }

        var statement = SignedStatement.Of(type, question.State, question.Step.Id, word);
        Write(new ShownLine(new Piece("    signed is exactly this:", Tone.Faint)));
        Write([.. StatementText.Of(statement)]);
        if ((await ReadAsync("    sign with your key? [Y/n] ", ct))?.ToLowerInvariant() is not ("" or "y" or "yes"))
        {
            return (false, null);
        }

        switch (await signer.SignAsync(statement, question.State, talk.Lines, ct))
        {
            case Signing.Done done:
                return (true, done.Word);
            case Signing.NoKey none:
                Write(new ShownLine(new Piece("    Not signed: ", Tone.Bad), new($"{none.Why}; it stays a word by name")));
                return (true, null);
            case Signing.Unusable broken:
                Write(new ShownLine(new Piece("    Not signed: ", Tone.Bad), new(broken.Why)));
                return (false, null);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<Reply> AskYesNoAsync(Question question, CancellationToken ct)
    {
        while (true)
        {
            switch (await ChooseAsync("y = it holds, n = it does not, q = stop", ct))
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
        var typed = await ChooseAsync($"type {question.Target} to go on; s leaves it out; q stops", ct);
        return typed switch
        {
            null => new Reply.Nobody(),
            "q" => await StopAsync(ct),
            "s" => new Reply.Leave(person, await ReasonAsync(ct)),
            _ => new Reply.Said(person, null, typed, null, "terminal"),
        };
    }

    private async Task<Reply> AskFailureAsync(Question question, CancellationToken ct)
    {
        while (true)
        {
            switch (
                await ChooseAsync(
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
                    return new Reply.GoOn(person, await ReasonAsync(ct));
                case "w":
                    return await WaiveAsync(question, ct);
                case "x":
                    return await BreakGlassAsync(question, ct);
                case "b" when question.MayRollBack:
                    return new Reply.RollBack(person, await ReasonAsync(ct));
                case "q":
                    return await StopAsync(ct);
            }
        }
    }

    private async Task<Reply> WaiveAsync(Question question, CancellationToken ct)
    {
        var step = question.State.Steps[question.Step.Id];
        Write([
            new(
                new Piece("    waives       ", Tone.Faint),
                new(
                    $"{step.Step.Where}, {Told.WordOf(step.Verdict)} at attempt {step.LastAttempt}; the gate opens, and the waiver stays visible"
                )
            ),
            .. QuestionText.Covered(question.State),
        ]);
        if (await NameAsync(ct) is not { } name)
        {
            return new Reply.Nobody();
        }

        var reason = await ReasonAsync(ct);
        return await ValidForAsync(TimeSpan.FromHours(24), ct) is not { } span ? new Reply.Nobody()
            : await SignAsync(question, SignedStatement.OfWaiver, Until(name, reason, span), ct) is var (given, signed) && given
                ? new Reply.Waive(name, null, reason, span) { Signed = signed }
            : new Reply.Nobody();
    }

    private PersonsWord Until(string name, string reason, TimeSpan span) =>
        new(name, null, reason, host.Clock.GetUtcNow()) { Expires = host.Clock.GetUtcNow() + span };

    private async Task<Reply> BreakGlassAsync(Question question, CancellationToken ct)
    {
        Write([
            new(
                new Piece("    breaks       ", Tone.Bad),
                new($"the glass of {question.Step.Where}: two people open its gate against its rule; that stays visible everywhere")
            ),
            .. QuestionText.Covered(question.State),
        ]);
        if (await NameAsync(ct) is not { } name)
        {
            return new Reply.Nobody();
        }

        var reason = await ReasonAsync(ct);
        return await ValidForAsync(TimeSpan.FromHours(4), ct) is not { } span ? new Reply.Nobody()
            : await SignAsync(question, SignedStatement.OfGlass, Until(name, reason, span), ct) is var (given, signed) && given
                ? new Reply.BreakGlass(name, reason, span) { Signed = signed }
            : new Reply.Nobody();
    }

    private async Task<TimeSpan?> ValidForAsync(TimeSpan usual, CancellationToken ct)
    {
        while (true)
        {
            switch (await ReadAsync($"    valid for [{Durations.Write(usual)}]: ", ct))
            {
                case null:
                    return null;
                case "":
                    return usual;
                case var said when Durations.TryParse(said) is { Ticks: > 0 } span:
                    return span;
                default:
                    Write(new ShownLine(new Piece("    Not understood: write 24h, 90m or 7d")));
                    break;
            }
        }
    }

    private async Task<string?> NameAsync(CancellationToken ct)
    {
        while (true)
        {
            switch (await ReadAsync("    name of whoever signs: ", ct))
            {
                case null:
                    return null;
                case { Length: > 0 } name:
                    return name;
            }
        }
    }

    private async Task<Reply> AskUnknownAsync(CancellationToken ct)
    {
        while (true)
        {
            switch (await ChooseAsync("d = it was done, a = it was not: run it again, q = stop", ct))
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

    private async Task<Reply> StopAsync(CancellationToken ct) => new Reply.Stop(person, await ReasonAsync(ct));

    private async Task<string> ReasonAsync(CancellationToken ct)
    {
        while (true)
        {
            switch (await ReadAsync("    reason: ", ct))
            {
                case null:
                    return "no reason given: the input ended";
                case { Length: > 0 } reason:
                    return reason;
            }
        }
    }

    private Reply.Said Said(Step step, string text) => new(person, step.Role, text, null, "terminal");

    private static string Numbered(IReadOnlyList<string> choices) =>
        string.Join(", ", choices.Select((it, at) => $"{at + 1} = {it}")) + ", q = stop";

    /// <summary>What can be said stands above the prompt, so that the answer begins at the same place whatever the width.</summary>
    private Task<string?> ChooseAsync(string hint, CancellationToken ct)
    {
        Write(Prompt.Length - 2, [new(new Piece("    "), new(PlainText.Of(hint), Tone.Faint))]);
        return ReadAsync(Prompt, ct);
    }

    /// <summary>Several lines that were pasted are one answer, and only after a look at it: the rest of them must not answer what is asked next.</summary>
    private async Task<string?> ReadAsync(string prompt, CancellationToken ct)
    {
        while (true)
        {
            if (await talk.Lines.ReadAsync(PlainText.Of(prompt), ct) is not { } said)
            {
                return null;
            }

            if (said.Lines == 1)
            {
                return said.Text;
            }

            Write(
                new ShownLine(
                    new Piece($"    {said.Lines} lines came at once and are taken as one answer: ", Tone.Doubt),
                    new(PlainText.Of(said.Text), Tone.Strong)
                )
            );
            switch (await talk.Lines.ReadAsync("    [Enter takes it; n asks again] ", ct))
            {
                case null:
                    return null;
                case { Text: "" }:
                    return said.Text;
            }
        }
    }
}
