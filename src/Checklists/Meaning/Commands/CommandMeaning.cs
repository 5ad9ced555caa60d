using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Commands;

/// <summary>What one program call does, and which row of the table said so.</summary>
/// <param name="Command">The call itself, wrappers taken off.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Row">The words of the deciding row; null when the program is not known.</param>
/// <param name="Hazards">What the rows on the way warn of.</param>
internal sealed record CallMeaning(SimpleCommand Command, Effect Effect, string? Row, IReadOnlyList<Hazard> Hazards);

/// <summary>What a whole command line does.</summary>
internal sealed class CommandMeaning
{
    /// <summary>Only so much of a command is looked at; a longer one counts as changing.</summary>
    private const int Longest = 8000;

    private readonly ToolTable _tools;

    private CommandMeaning(string text, ToolTable tools)
    {
        _tools = tools;
        Text = text;
        Head = text.Length > Longest ? text[..Longest] : text;
        Parts = SimpleCommand.AllIn(Head);
        Calls = [.. Parts.SelectMany(it => Unwrap(it, 0))];
        Effect = Worst();
    }

    /// <summary>The command line.</summary>
    public string Text { get; }

    /// <summary>As much of it as is looked at.</summary>
    public string Head { get; }

    /// <summary>The calls as written, wrappers on.</summary>
    public IReadOnlyList<SimpleCommand> Parts { get; }

    /// <summary>Every call, wrappers taken off.</summary>
    public IReadOnlyList<CallMeaning> Calls { get; }

    /// <summary>The worst of all calls; redirecting into a file changes something.</summary>
    public Effect Effect { get; }

    /// <summary>The row that decided: that of the worst call.</summary>
    public string? DecidedBy => Calls.MaxBy(it => it.Effect) is { } worst ? worst.Row : null;

    /// <summary>The HTTP calls in it.</summary>
    public IReadOnlyList<HttpCall> HttpCalls => field ??= [.. Calls.Where(it => IsHttp(it.Command)).Select(it => HttpCall.Of(it.Command))];

    /// <summary>The statements given to database clients.</summary>
    public IEnumerable<string> Statements => Calls.Select(it => StatementOf(it.Command)).OfType<string>();

    public static CommandMeaning Of(string text, ToolTable tools) => new(text, tools);

    private Effect Worst()
    {
        var worst = Calls.Select(it => it.Effect).DefaultIfEmpty(Effect.Reads).Max();
        var writes =
            Text.Length > Longest
            || Parts.Any(it => it.WritesTo.Any(file => file is not ("/dev/null" or "/dev/stderr" or "/dev/stdout" or "NUL")));
        return writes && worst < Effect.Changes ? Effect.Changes : worst;
    }

    private static bool IsHttp(SimpleCommand command) =>
        command.Program.Split('/')[^1].ToLowerInvariant()
            is "curl"
                or "wget"
                or "http"
                or "https"
                or "invoke-webrequest"
                or "invoke-restmethod"
                or "iwr"
                or "irm";

    /// <summary>The SQL behind a client's option; null for other programs.</summary>
    private static string? StatementOf(SimpleCommand command) =>
        command.Program.Split('/')[^1].ToLowerInvariant() switch
        {
            "psql" => command.ValueOf("-c", "--command") ?? Joined(command, "-c"),
            "mysql" or "mariadb" or "cqlsh" or "cockroach" => command.ValueOf("-e", "--execute") ?? Joined(command, "-e"),
            "clickhouse-client" => command.ValueOf("--query", "-q"),
            "mongosh" or "mongo" => command.ValueOf("--eval"),
            "sqlcmd" => command.ValueOf("-Q", "-q"),
            "snowsql" => command.ValueOf("-q"),
            "sqlite3" when command.Words.Count > 2 => command.Words[^1],
            "invoke-sqlcmd" => command.ValueOf("-Query"),
            _ => null,
        };

    private static string? Joined(SimpleCommand command, string option) =>
        command.Words.FirstOrDefault(it => it.Length > 2 && it.StartsWith(option, StringComparison.Ordinal))?[2..];

    private IEnumerable<CallMeaning> Unwrap(SimpleCommand command, int depth)
    {
        if (command.Program.Length == 0)
        {
            return [];
        }

        var row = _tools.Find(command);
        return row switch
        {
            not null when !row.OfOperator && HiddenWork.In(command) => [new(command, Worse(row.Effect), row.Command, row.Hazards)],
            null => [new(command, Effect.Changes, null, [])],
            { Rule: ToolRule.Wraps } when depth < 5 => Behind(command, row, depth),
            { Rule: ToolRule.Shell } when depth < 5 => SimpleCommand
                .AllIn(command.Words[^1])
                .SelectMany(it => Warned(Unwrap(it, depth + 1), row)),
            { Rule: ToolRule.Sql } => [new(command, SqlText.EffectOf(StatementOf(command) ?? "?"), row.Command, row.Hazards)],
            { Rule: ToolRule.Http } => [new(command, HttpCall.Of(command).Effect, row.Command, row.Hazards)],
            { Rule: ToolRule.Fixed } => [new(command, row.Effect, row.Command, WithoutPrompting(command, row))],
            _ => [new(command, Effect.Changes, row.Command, row.Hazards)],
        };
    }

    private static Effect Worse(Effect effect) => effect > Effect.Changes ? effect : Effect.Changes;

    /// <summary>A client that gets its input from a file or a pipe does not wait for a person.</summary>
    private static IReadOnlyList<Hazard> WithoutPrompting(SimpleCommand command, ToolRow row) =>
        command.HasInput ? [.. row.Hazards.Where(it => it != Hazard.Interactive)] : row.Hazards;

    private IEnumerable<CallMeaning> Behind(SimpleCommand command, ToolRow row, int depth)
    {
        var inner = Inner(command, row);
        if (inner.Count == 0)
        {
            var waits = row.Positional[0] is "ssh" or "kubectl" or "oc" or "docker" or "podman" or "docker-compose";
            return [new(command, Effect.Changes, row.Command, waits ? [.. row.Hazards, Hazard.Interactive] : row.Hazards)];
        }

        var calls =
            inner is [var line] && line.Contains(' ', StringComparison.Ordinal)
                ? SimpleCommand.AllIn(line).SelectMany(it => Unwrap(it, depth + 1))
                : Unwrap(command with { Words = inner }, depth + 1);
        return Warned(calls, row);
    }

    private static IEnumerable<CallMeaning> Warned(IEnumerable<CallMeaning> calls, ToolRow row) =>
        calls.Select(it => it with { Hazards = [.. it.Hazards, .. row.Hazards.Except(it.Hazards)] });

    /// <summary>The words of the command that a wrapper calls.</summary>
    private List<string> Inner(SimpleCommand command, ToolRow row)
    {
        var dashes = command.Words.ToList().IndexOf("--");
        if (dashes > 0)
        {
            return [.. command.Words.Skip(dashes + 1)];
        }

        var positional = _tools.Positional(command);
        var behind = positional.Skip(row.Positional.Count + row.Skip).ToList();
        while (behind.Count > 0 && SimpleCommand.IsAssignment(behind[0]))
        {
            behind.RemoveAt(0);
        }

        if (behind.Count == 0)
        {
            return [];
        }

        // The first word of the inner command is found again among all words, so that its options come along.
        var before = row.Positional.Count + row.Skip;
        var at = before;
        var words = command.Words;
        while (at < words.Count && words[at] != behind[0])
        {
            at++;
        }

        return [.. words.Skip(at)];
    }
}
