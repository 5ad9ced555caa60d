namespace Slipway.Runs.Deciding;

/// <summary>What a person types before something is destroyed.</summary>
internal static class Destruction
{
    /// <summary>
    /// The last word of the first destroying command that is no option: a database, a folder, a stack. When there is none, the
    /// line: <c>line 88</c>.
    /// </summary>
    public static string TargetOf(Step step)
    {
        var command = step.Commands.FirstOrDefault(it => it.Effect == Kernel.Effect.Destroys)?.Text ?? "";
        var words = command.Split(
            (char[])[' ', '\n', '\t', ';', '&', '|', '<', '>', '"', '\'', '(', ')'],
            StringSplitOptions.RemoveEmptyEntries
        );
        var named = words.Skip(1).LastOrDefault(it => !it.StartsWith('-') && it.Any(char.IsLetterOrDigit));
        return named ?? $"line {step.Line}";
    }
}
