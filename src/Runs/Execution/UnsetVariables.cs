using System.Text.RegularExpressions;
using Slipway.Checklists;

namespace Slipway.Runs.Execution;

/// <summary>
/// Variables that a block reads and nobody sets. A command with a hole in it is not what the author meant (<c>rm -rf $DIR/</c>),
/// so it does not run.
/// </summary>
internal static partial class UnsetVariables
{
    /// <summary>What the shell itself sets.</summary>
    private static readonly HashSet<string> OfTheShell = new(StringComparer.Ordinal)
    {
        "PWD",
        "OLDPWD",
        "UID",
        "EUID",
        "RANDOM",
        "SECONDS",
        "HOSTNAME",
        "PPID",
        "LINENO",
        "BASH",
        "BASHPID",
        "IFS",
        "OSTYPE",
        "HOSTTYPE",
        "MACHTYPE",
        "SHLVL",
        "REPLY",
        "PIPESTATUS",
        "FUNCNAME",
        "BASH_SOURCE",
        "BASH_VERSION",
        "EPOCHSECONDS",
        "SLIPWAY_STEP",
        "HOME",
        "USER",
        "PATH",
    };

    /// <summary>Names in capitals that are read without a default and known to nobody, in the order of their use.</summary>
    public static IReadOnlyList<string> In(IReadOnlyList<PlanCommand> commands, IReadOnlySet<string> known)
    {
        var text = string.Join('\n', commands.Where(it => it.Language == "sh").Select(it => it.Text));
        var literal = Quoted().Replace(text, it => it.Value[0] == '\'' ? "''" : it.Value);
        var set = Assigned()
            .Matches(text)
            .Select(it => string.Concat(it.Groups.Values.Skip(1).Select(group => group.Value)))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Read()
                .Matches(literal)
                .Select(it => it.Groups["name"].Value)
                .Where(it => !known.Contains(it) && !set.Contains(it) && !OfTheShell.Contains(it))
                .Distinct(),
        ];
    }

    [GeneratedRegex(@"(?<!\\)\$(?:(?<name>[A-Z][A-Z0-9_]{2,})\b|\{(?<name>[A-Z][A-Z0-9_]{2,})[}#%/^,])")]
    private static partial Regex Read();

    [GeneratedRegex(
        @"(?:^|[\s;&|(])(?:([A-Z][A-Z0-9_]{2,})\+?=|for\s+([A-Z][A-Z0-9_]{2,})\s+in\b|read\s+(?:-\w+\s+)*([A-Z][A-Z0-9_]{2,})\b)",
        RegexOptions.Multiline
    )]
    private static partial Regex Assigned();

    /// <summary>Double quotes are read too: an apostrophe between them quotes nothing.</summary>
    [GeneratedRegex(@"""(?:\\.|[^""\\])*""|'[^']*'", RegexOptions.Singleline)]
    private static partial Regex Quoted();
}
