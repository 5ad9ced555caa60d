using Slipway.Checklists.Reading;
using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Commands;

/// <summary>A command of a fence and what it does.</summary>
/// <param name="Source">As it stands there.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="Hazards">What may go wrong with it.</param>
internal sealed record MeantCommand(FencedCommand Source, CommandMeaning Meaning, IReadOnlyList<Hazard> Hazards)
{
    /// <summary>What it does; a statement of a SQL fence says so itself.</summary>
    public Effect Effect { get; } = Source.Language == "sql" ? SqlText.EffectOf(Source.Text) : Meaning.Effect;

    /// <summary>The SQL it carries out; empty when it is no SQL client's call.</summary>
    public IReadOnlyList<string> Sql { get; } =
        Source.Language == "sql"
            ? [Source.Text]
            : [.. Meaning.Statements.Where(it => SqlText.IsSql(it) || it.StartsWith("--", StringComparison.Ordinal))];
}

/// <summary>What a fence holds and whether it can be executed.</summary>
/// <param name="Commands">In order; empty when the fence holds none.</param>
/// <param name="Instructions">Numbered comments that ask for something without a command.</param>
internal sealed record FenceMeaning(IReadOnlyList<MeantCommand> Commands, IReadOnlyList<(int Line, string Text)> Instructions)
{
    private static readonly string[] Shells =
    [
        "bash",
        "sh",
        "shell",
        "zsh",
        "fish",
        "console",
        "shell-session",
        "shellsession",
        "shellscript",
        "terminal",
        "bash-session",
        "ksh",
    ];
    private static readonly string[] PowerShells = ["powershell", "pwsh", "ps1", "ps"];
    private static readonly string[] Batches = ["cmd", "bat", "batch", "dos"];
    private static readonly string[] Sqls =
    [
        "sql",
        "psql",
        "mysql",
        "postgresql",
        "postgres",
        "pgsql",
        "plpgsql",
        "tsql",
        "sqlite",
        "plsql",
    ];

    private static readonly string[] HttpFiles = ["http", "rest"];

    public static FenceMeaning None { get; } = new([], []);

    /// <summary>True when it was written as an HTTP file: requests, not commands.</summary>
    public bool IsHttpFile { get; init; }

    /// <summary>True when there is something to run.</summary>
    public bool IsExecutable => Commands.Count > 0;

    /// <summary>The worst of its commands.</summary>
    public Effect Effect => Commands.Select(it => it.Effect).DefaultIfEmpty(Effect.None).Max();

    /// <summary>True when the whole block is SQL.</summary>
    public bool IsSql => Commands.Count > 0 && Commands.All(it => it.Sql.Count > 0);

    /// <summary>All HTTP calls of the block.</summary>
    public IEnumerable<HttpCall> HttpCalls => Commands.SelectMany(it => it.Meaning.HttpCalls);

    public static FenceMeaning Of(Fence fence, Lexicon lexicon, ToolTable tools)
    {
        var language = LanguageOf(fence, tools);
        if (language is null)
        {
            return None;
        }

        var content = FenceSplitter.Split(fence.Body, language, lexicon);
        if (content.Commands.All(it => IsOnlyAssignment(it, language)))
        {
            return None;
        }

        var commands = content.Commands.Select(it => Meant(it, tools)).ToList();
        return new(WithState(commands), content.Instructions) { IsHttpFile = language == "http" };
    }

    /// <summary>One command of a line in code marks.</summary>
    public static FenceMeaning OfLine(int line, string code, ToolTable tools, string? language = null) =>
        new([Meant(new(line, code, language ?? (SqlText.IsSql(code) ? "sql" : "sh"), null, []), tools)], []);

    private static MeantCommand Meant(FencedCommand command, ToolTable tools)
    {
        var meaning = CommandMeaning.Of(command.Text, tools);
        if (command.Language != "sql")
        {
            return new(command, meaning, HazardRules.Of(meaning));
        }

        var hazards = new List<Hazard>();
        if (HazardRules.HasPlaceholder(command.Text))
        {
            hazards.Add(Hazard.Placeholder);
        }

        if (SqlText.EffectOf(command.Text) == Effect.Destroys)
        {
            hazards.Add(Hazard.Destroys);
        }

        return new(command, meaning, hazards);
    }

    /// <summary>A host that is entered on a line of its own holds for the lines below it.</summary>
    private static List<MeantCommand> WithState(List<MeantCommand> commands)
    {
        var remote = false;
        for (var i = 0; i < commands.Count; i++)
        {
            if (remote && !commands[i].Hazards.Contains(Hazard.Remote))
            {
                commands[i] = commands[i] with { Hazards = [.. commands[i].Hazards, Hazard.Remote, Hazard.NeedsState] };
            }

            remote |= commands[i].Hazards.Contains(Hazard.Remote) && commands[i].Hazards.Contains(Hazard.Interactive);
        }

        return commands;
    }

    private static bool IsOnlyAssignment(FencedCommand command, string language) =>
        language == "sh"
        && command.Text.Split('\n')[0] is var first
        && SimpleCommand.IsAssignment(first.Split(' ')[0])
        && !first.Contains("$(", StringComparison.Ordinal)
        && first.Split(' ').All(it => SimpleCommand.IsAssignment(it) || it.Contains(']', StringComparison.Ordinal));

    private static string? LanguageOf(Fence fence, ToolTable tools)
    {
        var name = fence.Language;
        return Shells.Contains(name)
            ? IsSession(fence)
                ? "sql"
                : "sh"
            : PowerShells.Contains(name)
                ? "powershell"
                : Batches.Contains(name)
                    ? "cmd"
                    : HttpFiles.Contains(name)
                        ? "http"
                        : Sqls.Contains(name)
                            ? "sql"
                            : name is "" or "text" or "txt" or "plaintext" or "code" or "none"
                                ? Guess(fence, tools)
                                : null;
    }

    /// <summary>A session at a SQL client's prompt, in a fence that calls itself a shell's.</summary>
    private static bool IsSession(Fence fence) =>
        fence.Body.FirstOrDefault(it => it.Text.Trim().Length > 0) is { } first && ClientPrompts.IsSql(first.Text);

    /// <summary>A fence without a language is executable when its first line of words is a command.</summary>
    private static string? Guess(Fence fence, ToolTable tools)
    {
        if (fence.Body.Any(it => ClientPrompts.RedisCall(it.Text) is not null))
        {
            return "sh";
        }

        if (fence.Body.Any(it => ClientPrompts.IsSql(it.Text)))
        {
            return "sql";
        }

        var first = fence
            .Body.Select(it => it.Text.Trim())
            .FirstOrDefault(it => it.Length > 0 && !it.StartsWith('#') && !it.StartsWith("--", StringComparison.Ordinal));
        if (first is null || first.Length > 2000)
        {
            return null;
        }

        var code = first.StartsWith("$ ", StringComparison.Ordinal) ? first[2..] : first;
        return InlineCommands.IsCommand(code, tools) ? "sh"
            : first != code && fence.Language.Length == 0 ? "sh"
            : SqlText.IsSql(first) && fence.Body.Any(it => it.Text.TrimEnd().EndsWith(';')) ? "sql"
            : null;
    }
}
