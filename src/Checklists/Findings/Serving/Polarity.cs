using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings.Serving;

/// <summary>A search for trouble that succeeds when it finds some.</summary>
internal sealed partial class WrongPolarity : LintRule
{
    public override string Code => "SW2204";

    public override string Name => "wrong-polarity";

    public override string Says => "A search for errors exits with 0 when there are errors, and with 1 when all is well.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context) =>
        from call in context.Calls
        where FindingContext.Counts(call.Item) && call.Program is "grep" or "egrep" or "zgrep" or "rg"
        where !call.Simple.Has("-v") && !call.Simple.Has("-c") && !call.Simple.Has("-L") && !call.Command.Text.TrimStart().StartsWith('!')
        where
            !call.Command.Text.Contains("if ", StringComparison.Ordinal)
            && !call.Command.Text.Contains("&& exit 1", StringComparison.Ordinal)
        where !call.Command.Text.Contains("|| ", StringComparison.Ordinal) && !call.Command.Text.Contains("wc -l", StringComparison.Ordinal)
        let pattern = call.Arguments.FirstOrDefault(it => !it.StartsWith('-'))
        where pattern is not null && Trouble().IsMatch(pattern)
        let wanted = (call.Command.Expect ?? call.Item.Expect)?.Text ?? "exit0"
        where wanted is "exit0" or "stdout non-empty" or "stdout empty" && !SaysWhatIsExpected(context, call.Item)
        select At(
            context,
            call.Command.Line,
            call.Simple.Words[0],
            wanted == "stdout empty"
                ? $"By hand `{FindingContext.Short(call.Command.Text)}` succeeds when it finds trouble; only Slipway holds it to finding nothing."
                : $"`{FindingContext.Short(call.Command.Text)}` succeeds when it finds trouble and fails when there is none.",
            "Say what is wanted (`Expected: no output`), or turn it round with `!`."
        ) with
        {
            Severity = wanted == "stdout empty" ? Severity.Note : Severity,
        };

    /// <summary>True when a line right below, or a comment in the block, says what must be seen.</summary>
    private static bool SaysWhatIsExpected(LintContext context, PlanItem item) =>
        context
            .EntriesBetween(item.Line, item.Line + 12)
            .Any(it =>
                it.Text.Contains("xpected", StringComparison.Ordinal)
                || it.Fence?.Body.Any(line => line.Text.Contains("xpected", StringComparison.Ordinal)) == true
            );

    [GeneratedRegex("error|fail|fatal|exception|panic|critical|traceback|denied|refused|\\boom\\b|segfault|warn", RegexOptions.IgnoreCase)]
    private static partial Regex Trouble();
}

/// <summary><c>ps | grep x</c> finds the grep itself, so it always succeeds.</summary>
internal sealed class FindsItself : LintRule
{
    public override string Code => "SW2205";

    public override string Name => "finds-itself";

    public override string Says => "`ps | grep` finds the grep itself, so it succeeds whatever runs.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        for (var i = 1; i < context.Calls.Count; i++)
        {
            var (before, call) = (context.Calls[i - 1], context.Calls[i]);
            var pattern = call.Arguments.FirstOrDefault(it => !it.StartsWith('-'));
            if (
                FindingContext.Counts(call.Item)
                && before.Command == call.Command
                && before.Program == "ps"
                && call is { Program: "grep" or "egrep", Simple.Before: "|" }
                && !call.Command.Text.Contains("grep -v", StringComparison.Ordinal)
                && pattern is not null
                && !pattern.StartsWith('[')
            )
            {
                var written = call
                    .Command.Text[call.Command.Text.IndexOf("ps ", StringComparison.Ordinal)..]
                    .Split(['&', ';', '\n'])[0]
                    .TrimEnd();
                var rest = written.Split('|').Length == 2;
                yield return At(
                    context,
                    call.Command.Line,
                    "ps ",
                    $"`{FindingContext.Short(written)}` finds itself and succeeds although `{pattern}` may not run.",
                    $"Say `pgrep -f {pattern}`."
                ) with
                {
                    Nearest = $"pgrep -f {pattern}",
                    Fix =
                        rest && !pattern.Contains(' ', StringComparison.Ordinal)
                            ? context.Replace(call.Command.Line, written, $"pgrep -fl {pattern}")
                            : null,
                };
            }
        }
    }
}

/// <summary>An exit code that says nothing: <c>curl</c> without <c>-f</c>, a pipe, <c>|| true</c>.</summary>
internal sealed class HidesFailure : LintRule
{
    private static readonly HashSet<string> Telling = new(
        [
            "grep",
            "egrep",
            "rg",
            "jq",
            "awk",
            "python",
            "python3",
            "test",
            "diff",
            "psql",
            "kubectl",
            "sh",
            "bash",
            "xargs",
            "mysql",
            "restic",
        ],
        StringComparer.Ordinal
    );

    public override string Code => "SW2206";

    public override string Name => "hides-failure";

    public override string Says => "The exit code of a command says nothing: curl without -f, a pipe, or `|| true`.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context) =>
        context
            .Items.Where(it => FindingContext.Counts(it) && it.InsideBlock is null)
            .SelectMany(item => item.Commands.Where(it => it.Language == "sh").SelectMany(it => Looked(context, item, it)));

    private IEnumerable<Finding> Looked(LintContext context, PlanItem item, PlanCommand command)
    {
        var parts = Meaning.Commands.SimpleCommand.AllIn(command.Text.Length > 4000 ? command.Text[..4000] : command.Text);
        var expect = (command.Expect ?? item.Expect)?.Text ?? "exit0";
        if (parts.FirstOrDefault(it => it is { Before: "||", Program: "true" or ":" or "echo" }) is { } hider)
        {
            yield return At(
                context,
                command.Line,
                $"|| {hider.Program}",
                $"`|| {hider.Program}` turns every failure of this command into success.",
                "Leave it out, or say which failure is harmless."
            );
        }

        var curl = parts.FirstOrDefault(it => it.Program == "curl");
        if (curl is not null && !Tells(command.Text, curl, parts, expect))
        {
            yield return At(
                context,
                command.Line,
                "curl",
                expect.StartsWith("status", StringComparison.Ordinal)
                    ? "By hand this curl exits with 0 on a 500 as well; only Slipway holds it to a status."
                    : "curl without -f exits with 0 on a 500 as well, so its exit code says nothing.",
                "Add -f."
            ) with
            {
                Severity = expect.StartsWith("status", StringComparison.Ordinal) ? Severity.Note : Severity,
                Fix = context.Replace(command.Line, "curl", "curl -f"),
            };
        }

        var piped = parts.FirstOrDefault(it =>
            it.Before == "|" && it.Program is "tee" or "gzip" or "cat" or "head" or "tail" or "sort" or "pigz" or "zstd"
        );
        if (
            piped is not null
            && curl is null
            && expect == "exit0"
            && !context.AllText.Contains("pipefail", StringComparison.Ordinal)
            && parts[0].Program is not ("echo" or "ps" or "ls" or "cat" or "printf")
        )
        {
            yield return At(
                context,
                command.Line,
                $"| {piped.Program}",
                $"The pipe hides how `{parts[0].Program}` ended; only the exit code of `{piped.Program}` is seen.",
                "Put `set -o pipefail` before it."
            );
        }
    }

    private static bool Tells(
        string text,
        Meaning.Commands.SimpleCommand curl,
        IReadOnlyList<Meaning.Commands.SimpleCommand> parts,
        string expect
    ) =>
        curl.Has("-f")
        || curl.Has("--fail")
        || curl.Has("--fail-with-body")
        || curl.Has("-I")
        || curl.Has("--head")
        || curl.Has("-i")
        || curl.Has("-X") && expect.Contains("status", StringComparison.Ordinal)
        || text.Contains("http_code", StringComparison.Ordinal)
        || text.Contains("status_code", StringComparison.Ordinal)
        || parts.Any(it => it.Before == "|" && Telling.Contains(it.Program))
        || expect.Contains("body", StringComparison.Ordinal)
        || expect.Contains("stdout", StringComparison.Ordinal) && !expect.Contains("non-empty", StringComparison.Ordinal);
}
