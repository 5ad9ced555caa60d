using System.Text.RegularExpressions;

namespace Slipway.Runs.Deciding;

/// <summary>What a person types before something is destroyed.</summary>
internal static partial class Destruction
{
    /// <summary>
    /// The last word of the first destroying command that is no option, redirection or fallback: a database, a folder, a stack.
    /// When there is none, the line: <c>line 88</c>.
    /// </summary>
    public static string TargetOf(Step step)
    {
        var command = step.Commands.FirstOrDefault(it => it.Effect == Kernel.Effect.Destroys)?.Text ?? "";
        var words = Aside()
            .Replace(command, " ")
            .Split((char[])[' ', '\n', '\t', ';', '&', '|', '<', '>', '"', '\'', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        var named = words.Skip(1).LastOrDefault(it => !it.StartsWith('-') && it.Any(char.IsLetterOrDigit));
        return named ?? step.Where;
    }

    /// <summary>Where output goes, where input comes from, and what is done when it fails.</summary>
    [GeneratedRegex(@"\|\|.*$|&?[0-9]*>>?\s*(?:&[0-9]|\S+)|(?<!<)<(?!<)\s*\S+", RegexOptions.Multiline)]
    private static partial Regex Aside();
}
