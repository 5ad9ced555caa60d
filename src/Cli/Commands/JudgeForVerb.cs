using System.CommandLine;
using Slipway.Cli.Feeds;
using Slipway.Judging;
using Slipway.Kernel;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway judge for --expr '&gt; 0.10' --for 5m</c></summary>
internal static class JudgeForVerb
{
    public static Command Make(Host host)
    {
        var expr = new Option<string>("--expr")
        {
            Description =
                "The condition: <, <=, >, >=, == or != and a number, in the unit of the samples; `between A and B`; `> 2x baseline`. Beside it, each with `and`: `growing over 5m`, `after 1h`, `changed within 30m`, `3 in a row`.",
            HelpName = "CONDITION",
            Required = true,
        };
        var duration = new Option<string>("--for")
        {
            Description = "How long it has to hold before it fires (30s, 5m, 1h30m); 0s fires at once.",
            HelpName = "DURATION",
            Required = true,
        };
        var tolerate = new Option<string?>("--tolerate")
        {
            Description = "K/N: so many misses among the last N samples (64 at the most) do not reset. Strict mode only.",
            HelpName = "K/N",
        };
        var mode = new Option<string>("--mode")
        {
            Description = "strict: what is not known is a hold; prometheus: as an alerting rule of Prometheus, where it resets.",
            HelpName = "MODE",
            DefaultValueFactory = _ => "strict",
        };
        mode.AcceptOnlyFromAmong("strict", "prometheus");
        var stale = new Option<string>("--stale-after")
        {
            Description = "How old the newest sample may be before it is no data.",
            HelpName = "DURATION",
            DefaultValueFactory = _ => "5m",
        };
        var state = new Option<string?>("--state")
        {
            Description = "File in which the state outlives the process; read at the start when it is there. Strict mode only.",
            HelpName = "FILE",
        };
        var verb = new Command(
            "for",
            "Read `seconds value|NaN|stale|missing [baseline=NUMBER] [changed]` lines from standard input and print the state of the condition for each, as JSON. Exit codes: 0 every line was judged, 2 some could not be used."
        )
        {
            expr,
            duration,
            tolerate,
            mode,
            stale,
            state,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var rule = Rule(
                    new(
                        parsed.GetValue(expr)!,
                        parsed.GetValue(duration)!,
                        parsed.GetValue(tolerate),
                        parsed.GetValue(mode)!,
                        parsed.GetValue(stale)!,
                        parsed.GetValue(state)
                    )
                );
                var kept = parsed.GetValue(state) is { } path ? new StateFile(host.Full(path), rule) : null;
                await using var input = host.InBytes();
                await new TriggerTrial(rule, host.Out, kept).RunAsync(input, ct);
                return ExitCodes.Go;
            }
        );
        return verb;
    }

    private static TriggerRule Rule(Words words)
    {
        var condition = TriggerExpression.TryParse(words.Expr);
        var duration = Durations.TryParse(words.For);
        var tolerance = words.Tolerate is null ? Tolerance.None : Tolerance.TryParse(words.Tolerate);
        var stale = Durations.TryParse(words.StaleAfter);
        var mode = words.Mode == "prometheus" ? TriggerMode.Prometheus : TriggerMode.Strict;
        string[] faults =
        [
            .. condition is null
                ? [$"--expr `{words.Expr}` is no condition; write for example '> 0.10', without a unit, or '> 1000 and growing over 5m'"]
                : (string[])[],
            .. duration is null ? [$"--for `{words.For}` is no duration; write for example 5m"] : (string[])[],
            .. tolerance is null ? [$"--tolerate `{words.Tolerate}` is not K/N with K below N and N from 1 to 64, as 1/5"] : (string[])[],
            .. stale is null || stale == TimeSpan.Zero
                ? [$"--stale-after `{words.StaleAfter}` is no duration above 0s; write for example 5m"]
                : (string[])[],
            .. mode == TriggerMode.Prometheus && condition is { } some && some.Parts != TriggerParts.None
                ? ["--expr holds more than one bound, and that is for --mode strict: an alerting rule of Prometheus writes it in PromQL"]
                : (string[])[],
            .. condition is { Parts.InARow: > 1 } && words.Tolerate is not null
                ? ["--tolerate and `in a row` contradict each other: a miss breaks the row"]
                : (string[])[],
            .. mode == TriggerMode.Prometheus && words.Tolerate is not null
                ? ["--tolerate is for --mode strict: Prometheus knows none"]
                : (string[])[],
            .. mode == TriggerMode.Prometheus && words.State is not null
                ? ["--state is for --mode strict: Prometheus looks at its own series after a restart"]
                : (string[])[],
        ];
        return condition is { } known && duration is { } span && tolerance is { } few && stale is { } limit && faults.Length == 0
            ? new()
            {
                Comparison = known.Condition.Comparison,
                Bound = known.Condition.Bound,
                Parts = known.Parts,
                For = span,
                Mode = mode,
                Tolerance = few,
                StaleAfter = limit,
            }
            : throw new UnusableException(faults);
    }

    private sealed record Words(string Expr, string For, string? Tolerate, string Mode, string StaleAfter, string? State);
}
