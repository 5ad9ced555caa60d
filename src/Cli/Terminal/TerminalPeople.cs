using Slipway.Checklists;
using Slipway.Cli.Output;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>Asks the person at the terminal, line by line. An empty line never says yes.</summary>
internal sealed class TerminalPeople(TextWriter err, TextReader input, string person) : IPeople
{
    public async Task<Reply> AskAsync(Question question, CancellationToken ct)
    {
        await err.WriteLineAsync();
        await err.WriteLineAsync($"  ? line {question.Step.Line}  {PlainText.Short(Named(question), 1000)}");
        await WriteEvidenceAsync(question);
        await err.WriteLineAsync($"    {PlainText.Short(question.Text, 2000)}");
        return question.Kind switch
        {
            QuestionKind.Failure => await AskFailureAsync(question, ct),
            QuestionKind.Unknown => await AskUnknownAsync(ct),
            QuestionKind.Destruction => await AskDestructionAsync(question, ct),
            QuestionKind.Condition => await AskYesNoAsync(question, ct),
            _ => await AskAnswerAsync(question, ct),
        };
    }

    public bool Refused(Question question, string why)
    {
        err.WriteLine($"    Not accepted: {why}");
        return true;
    }

    /// <summary>A block is named with the item that it hangs on.</summary>
    private static string Named(Question question) =>
        question.Step.Parent is { } parent && question.State.Steps[parent].Step.Text is { Length: > 0 } above && !above.StartsWith('`')
            ? $"{above} > {question.Step.Text}"
            : question.Step.Text;

    private async Task WriteEvidenceAsync(Question question)
    {
        var state = question.State;
        var near = state
            .Order.Select(it => state.Steps[it])
            .Where(it =>
                it.Step.Phase == question.Step.Phase
                && it.Stage == StepStage.Decided
                && it.Attempts.Count > 0
                && it.Step.Line <= question.Step.Line
            )
            .TakeLast(4);
        foreach (var step in near)
        {
            await err.WriteLineAsync(
                $"    {step.Verdict.ToString().ToLowerInvariant(), -12} line {step.Step.Line}: {PlainText.Short(step.Why, 140)}"
            );
        }
    }

    private async Task<Reply> AskAnswerAsync(Question question, CancellationToken ct)
    {
        var step = question.Step;
        if (step.Kind == ItemKind.Signoff)
        {
            return await AskSignatureAsync(step, ct);
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
            var said = await ReadAsync($"    [{hint}] ", ct);
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

    private async Task<Reply> AskSignatureAsync(Step step, CancellationToken ct)
    {
        while (true)
        {
            var name = await ReadAsync(
                $"    [your name to approve{(step.Role is { } role ? $" as {role}" : "")}; no NAME declines; s leaves it out; q stops] ",
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
                default:
                    return name.StartsWith("no ", StringComparison.OrdinalIgnoreCase)
                        ? new Reply.Said(name[3..].Trim(), step.Role, "Declined", null, "terminal")
                        : new Reply.Said(name, step.Role, "Approved", null, "terminal");
            }
        }
    }

    private async Task<Reply> AskYesNoAsync(Question question, CancellationToken ct)
    {
        while (true)
        {
            switch (await ReadAsync("    [y = it holds, n = it does not, q = stop] ", ct))
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
        var typed = await ReadAsync($"    [type {question.Target} to go on; s leaves it out; q stops] ", ct);
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
                await ReadAsync(
                    $"    [r = try again, g = go on with a reason, w = waive with a signature,{(question.MayRollBack ? " b = roll back," : "")} q = stop: no-go] ",
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
                    return await WaiveAsync(ct);
                case "b" when question.MayRollBack:
                    return new Reply.RollBack(person, await ReasonAsync(ct));
                case "q":
                    return await StopAsync(ct);
            }
        }
    }

    private async Task<Reply> WaiveAsync(CancellationToken ct)
    {
        var name = await ReadAsync("    name of whoever signs the waiver: ", ct);
        var reason = await ReasonAsync(ct);
        var valid = await ReadAsync("    valid for [24h]: ", ct);
        return name is null
            ? new Reply.Nobody()
            : new Reply.Waive(
                name,
                null,
                reason,
                Durations.TryParse(string.IsNullOrEmpty(valid) ? "24h" : valid) ?? TimeSpan.FromHours(24)
            );
    }

    private async Task<Reply> AskUnknownAsync(CancellationToken ct)
    {
        while (true)
        {
            switch (await ReadAsync("    [d = it was done, a = it was not: run it again, q = stop] ", ct))
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

    /// <summary>Reading a terminal cannot be cancelled, so the line is read beside and left behind when the run ends.</summary>
    private async Task<string?> ReadAsync(string prompt, CancellationToken ct)
    {
        await err.WriteAsync(prompt);
        await err.FlushAsync(ct);
        var line = await Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(ct);
        return line?.Trim();
    }
}
