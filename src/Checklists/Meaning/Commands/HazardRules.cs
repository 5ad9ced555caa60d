using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Commands;

/// <summary>What may go wrong with a command: each hazard has one small rule.</summary>
internal static partial class HazardRules
{
    private static readonly (Hazard Hazard, Func<CommandMeaning, bool> Holds)[] Rules =
    [
        (Hazard.Placeholder, it => HasPlaceholder(it.Head)),
        (Hazard.NeverEnds, it => NeverEnds(it)),
        (Hazard.Interactive, it => it.Calls.Any(call => call.Hazards.Contains(Hazard.Interactive))),
        (Hazard.Remote, it => it.Calls.Any(call => call.Hazards.Contains(Hazard.Remote))),
        (Hazard.Privileged, it => it.Calls.Any(call => call.Hazards.Contains(Hazard.Privileged))),
        (Hazard.Destroys, it => it.Effect == Effect.Destroys),
        (Hazard.HidesFailure, HidesFailure),
        (Hazard.WrongPolarity, LooksForTrouble),
        (Hazard.SecretOnCommandLine, ShowsSecret),
    ];

    /// <summary>The hazards of a command, in the order of their names' list.</summary>
    public static IReadOnlyList<Hazard> Of(CommandMeaning command) => [.. Rules.Where(it => it.Holds(command)).Select(it => it.Hazard)];

    /// <summary>The first thing in a text that was left to be filled in; null when there is none.</summary>
    public static string? PlaceholderIn(string text)
    {
        var head = text.Length > 8000 ? text[..8000] : text;
        foreach (Match found in Placeholder().Matches(head))
        {
            if (!IsMarkup(found.Value))
            {
                return found.Value;
            }
        }

        return null;
    }

    /// <summary>True when something was left to be filled in.</summary>
    public static bool HasPlaceholder(string text) => PlaceholderIn(text) is not null;

    /// <summary>True when a command looks for signs of trouble, so that finding nothing is the wish and exits with 1.</summary>
    public static bool LooksForTrouble(CommandMeaning command) =>
        command.Calls.Any(it =>
            it.Command.Program.Split('/')[^1] is "grep" or "egrep" or "zgrep" or "rg" or "findstr" or "Select-String"
            && !it.Command.Has("-v")
            && !it.Command.Has("-c")
            && !it.Command.Has("-L")
            && it.Command.Words.Skip(1).Any(word => !word.StartsWith('-') && Trouble().IsMatch(word))
        );

    /// <summary>A command that goes on for ever, unless a time limit stands around it or a reader ends it.</summary>
    private static bool NeverEnds(CommandMeaning command) =>
        !command.Parts.Any(it => it.Program is "timeout" or "gtimeout")
        && (
            command.Calls.Any(it => it.Hazards.Contains(Hazard.NeverEnds) && !IsCut(command, it.Command))
            || command.Head.Contains("while true", StringComparison.Ordinal)
            || command.Head.Contains("while :", StringComparison.Ordinal)
        );

    /// <summary><c>tail -f x | head -n 5</c> and <c>| grep -m1</c> end; so does what runs in the background.</summary>
    private static bool IsCut(CommandMeaning command, SimpleCommand call) =>
        command.Parts.Any(it =>
            it.Before == "|"
            && (it.Program == "head" || it.Has("-m") || it.Words.Any(word => word.StartsWith("-m", StringComparison.Ordinal)))
        )
        || command.Head.TrimEnd().EndsWith('&') && call.Program != "watch";

    private static bool HidesFailure(CommandMeaning command) =>
        command.HttpCalls.Any(it => !it.TellsFailure && !it.ShowsStatus)
        || command.Parts.Any(it => it is { Before: "||", Program: "true" or ":" or "echo" })
        || command.Parts.Any(it =>
            it.Before == "|"
            && command.Effect > Effect.Reads
            && !command.Head.Contains("pipefail", StringComparison.Ordinal)
            && it.Program is "tee" or "gzip" or "cat" or "head" or "tail"
        );

    private static bool ShowsSecret(CommandMeaning command) =>
        Secret()
            .Matches(command.Head)
            .Any(it => !it.Groups[1].Value.StartsWith('$') && !it.Groups[1].Value.StartsWith('<') && !HasPlaceholder(it.Groups[1].Value))
        || command.Calls.Any(it =>
            it.Command.Program is "mysql" or "mysqldump"
            && it.Command.Words.Any(word => word.Length > 2 && word.StartsWith("-p", StringComparison.Ordinal) && word[2] != '$')
        );

    private static bool IsMarkup(string found) => Markup().IsMatch(found);

    [GeneratedRegex(
        @"<[A-Za-z](?:[\w .:/|'’-]{0,50}[\w'’.])?>|\{\{\s*[A-Za-z][\w -]{0,40}\s*\}\}|(?<![$\w{])YOUR[_-][A-Z0-9_-]{2,40}|\byour(?:domain|server|host|site|company|app|bucket|org)\b|\bCHANGE[-_]?ME\b|\bREPLACE[-_]?(?:ME|WITH\w*|THIS)\b|(?-i:\b(?:TODO|TBD|X{3,}|x{4,})\b)|[\w-]+_\.\.\.|(?<=[\s=""'])\.\.\.(?=[\s""']|$)|\[(?:your|insert|enter|fill|replace)[^\]\n]{0,40}\]|(?-i:\[[A-Z][A-Z_]{3,40}\])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Placeholder();

    [GeneratedRegex("^</?(?:a|b|br|i|p|div|span|html|body|head|title|script|li|ul)>$", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex(
        "error|fail|fatal|exception|panic|crit|traceback|denied|refused|oom|segfault|5[0-9x]{2}|timeout|pending|unhealthy",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Trouble();

    [GeneratedRegex(
        @"(?:--?(?:password|passwd|pass|token|secret|api-?key)[= ]|(?:PGPASSWORD|MYSQL_PWD|PASSWORD|TOKEN|SECRET|API_KEY|ACCESS_KEY)=|://[^\s:/@]{1,60}:|Authorization:\s*(?:Bearer|Basic)\s+|X-Api-Key:\s*)[""']?([^\s""'@]{3,200})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Secret();
}
