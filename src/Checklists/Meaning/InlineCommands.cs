using System.Text.RegularExpressions;
using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning;

/// <summary>Tells a command in code marks from a name, a path or a setting.</summary>
internal static partial class InlineCommands
{
    private static readonly HashSet<string> SingleWords = new(
        ["make", "htop", "top", "df", "free", "uptime", "pytest", "terraform", "pg_isready", "tox", "rspec"],
        StringComparer.Ordinal
    );

    /// <summary>The command of a line: in code marks, or the whole line; null when it holds none.</summary>
    public static string? Of(Inline words, ToolTable tools) =>
        words.Codes.FirstOrDefault(it => IsCommand(it, tools)) ?? (IsWholeLine(words, tools) ? words.Text : null);

    /// <summary>A line that is a command and nothing else, as people paste them: a known program with an option or an address.</summary>
    private static bool IsWholeLine(Inline words, ToolTable tools)
    {
        var text = words.Text;
        var first = text.IndexOf(' ', StringComparison.Ordinal);
        return words is { Codes.Count: 0, HasBlank: false, Bold.Length: 0 }
            && first > 1
            && (char.IsAsciiLetterLower(text[0]) || text.AsSpan(0, first).IndexOf('-') > 0)
            && (OptionOrAddress().IsMatch(text) && text[^1] is not ('.' or ':' or '?'))
            && tools.Knows(text[..first])
            && IsCommand(text, tools);
    }

    /// <summary>True when the text can be run: a known program with an argument, or a script.</summary>
    public static bool IsCommand(string code, ToolTable tools)
    {
        if (code.Length is < 2 or > 2000 || code.Contains(" / ", StringComparison.Ordinal))
        {
            return false;
        }

        if (Setting().IsMatch(code))
        {
            return false;
        }

        if (SqlText.IsSql(code) && code.Count(it => it == ' ') >= 2)
        {
            return true;
        }

        var parts = SimpleCommand.AllIn(code);
        if (parts.Count == 0)
        {
            return false;
        }

        var first = parts[0];
        var isScript =
            first.Program.StartsWith("./", StringComparison.Ordinal) && first.Program.Length > 2
            || first.Program.EndsWith(".sh", StringComparison.Ordinal) && first.Program.Contains('/', StringComparison.Ordinal);
        return isScript
            || first.Words.Count > 1 && (VerbAndNoun().IsMatch(first.Program) || LocalProgram().IsMatch(first.Program))
            || IsCall(first)
            || (first.Words.Count > 1 || parts.Count > 1) && tools.Knows(first.Program) && !IsAmbiguous(first)
            || first.Words.Count == 1 && SingleWords.Contains(first.Program) && code == first.Program;
    }

    /// <summary>A program that the table does not know, told by an option or by a name as only programs have them.</summary>
    private static bool IsCall(SimpleCommand command) =>
        command.Words.Count > 1
        && ProgramName().IsMatch(command.Program)
        && (
            command.Words.Skip(1).Any(it => Option().IsMatch(it))
            || command.Program.EndsWith("ctl", StringComparison.Ordinal)
            || command.Program.EndsWith("-cli", StringComparison.Ordinal)
        );

    /// <summary><c>APP_DEBUG=false</c> alone is a setting.</summary>
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.-]*=\S*$")]
    private static partial Regex Setting();

    /// <summary>The way PowerShell names its commands.</summary>
    [GeneratedRegex(
        "^(?:Add|Clear|Close|Complete|Connect|Copy|Disable|Disconnect|Enable|Export|Get|Import|Install|Invoke|Move|New|Open|Publish|Read|Register|Remove|Rename|Reset|Restart|Restore|Resume|Save|Select|Send|Set|Show|Start|Stop|Submit|Suspend|Sync|Test|Uninstall|Unregister|Update|Wait|Write)-[A-Z][A-Za-z]{2,40}$"
    )]
    private static partial Regex VerbAndNoun();

    /// <summary>A program within the project: <c>vendor/bin/typo3</c>, <c>node_modules/.bin/next</c>.</summary>
    [GeneratedRegex(@"^(?:vendor/bin|node_modules/\.bin|bin|scripts?|tools|/usr/(?:local/)?s?bin|/opt/[\w./-]{1,60}/bin)/[\w.-]{2,40}$")]
    private static partial Regex LocalProgram();

    [GeneratedRegex("^[a-z][a-z0-9_.+-]{1,30}$")]
    private static partial Regex ProgramName();

    [GeneratedRegex("^(?:-[A-Za-z]|--[a-z][a-z-]{1,30}(?:=.*)?)$")]
    private static partial Regex Option();

    [GeneratedRegex(@"\s(?:-[A-Za-z]|--[a-z])|\shttps?://")]
    private static partial Regex OptionOrAddress();

    /// <summary>English words that are programs too, followed by another word: "last week", "time window", "test data".</summary>
    private static bool IsAmbiguous(SimpleCommand command) =>
        command.Program
            is "last"
                or "time"
                or "test"
                or "free"
                or "file"
                or "host"
                or "service"
                or "task"
                or "just"
                or "make"
                or "watch"
                or "command"
                or "set"
                or "read"
                or "wait"
                or "type"
                or "install"
                or "top"
                or "where"
                or "copy"
                or "code"
                or "go"
                or "age"
                or "http"
                or "https"
                or "source"
                or "export"
                or "find"
                or "sort"
                or "more"
                or "less"
                or "who"
                or "w"
                or "date"
                or "."
        && !command
            .Words.Skip(1)
            .Any(it => it.Length > 1 && (it[0] is '-' or '/' or '.' or '$' || it.Contains('=', StringComparison.Ordinal)))
        && command.Program is not ("make" or "go" or "source" or "service" or "http" or "just" or "task");
}
