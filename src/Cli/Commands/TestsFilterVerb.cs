using System.CommandLine;
using System.Text;
using Slipway.Cli.Output;
using Slipway.Flakes;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests filter --runner RUNNER</c></summary>
internal static class TestsFilterVerb
{
    public static Command Make(Host host)
    {
        var runner = FilterOutput.Runner(required: true);
        var only = new Option<bool>("--only") { Description = "Run these tests and nothing else. Default: leave them out." };
        var tests = new Option<string[]>("--test")
        {
            Description =
                "A test, \"suite › test\" or its name alone where it is known; several are given one by one. Default: those of the list.",
            HelpName = "TEST",
        };
        var (quarantine, history, store) = (QuarantineList.Option(), Histories.Option(), TestStores.Option());
        var format = FilterOutput.Format();
        var verb = new Command(
            "filter",
            "Write the arguments with which a runner leaves out the known flakes, or runs nothing else. Nothing is left out that was not named: what a runner cannot name alone runs, and is told. Exit codes: 0 written, 2 it cannot be."
        )
        {
            runner,
            only,
            tests,
            quarantine,
            history,
            store,
            format,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var aim = parsed.GetValue(only) ? FilterAim.Only : FilterAim.LeaveOut;
                var list = QuarantineList.Read(host, parsed.GetValue(quarantine), mayBeMissing: false);
                var known = await KnownAsync(host, parsed.GetValue(history) ?? [], parsed.GetValue(store)!, ct);
                var named = parsed.GetValue(tests) is { Length: > 0 } given
                    ? given.SelectMany(it => Named(it, known))
                    : Listed(host, list, aim, known);
                var filter = RunnerFilter.Write(parsed.GetValue(runner)!, named, aim, known, it => CheckoutText.Of(host, it));
                await FilterOutput.WriteAsync(host, parsed.GetValue(runner)!, aim, filter, parsed.GetValue(format)!);
                return ExitCodes.Go;
            }
        );
        return verb;
    }

    /// <summary>Tests of the history that is named, or of the store where it is there.</summary>
    private static async Task<IReadOnlyList<NamedTest>> KnownAsync(Host host, string[] files, string store, CancellationToken ct)
    {
        if (files.Length == 0 && !File.Exists(host.Full(store)))
        {
            await host.Err.WriteLineAsync("slipway: there is no history here: other tests that share a name are not known");
            return [];
        }

        return [.. (await Histories.OfAsync(host, files, store, ct)).AllTests];
    }

    private static IEnumerable<NamedTest> Named(string given, IReadOnlyList<NamedTest> known)
    {
        var found = known.Where(it => it.Test == given || FlakeVerdictsText.Name(it.Suite, it.Test) == given).ToList();
        var end = given.LastIndexOf(" › ", StringComparison.Ordinal);
        return found.Count > 0 ? found : [end < 0 ? new("", given) : new(given[..end], given[(end + 3)..])];
    }

    /// <summary>An entry whose time is over hides nothing any more: its test runs.</summary>
    private static IEnumerable<NamedTest> Listed(Host host, QuarantineList list, FilterAim aim, IReadOnlyList<NamedTest> known)
    {
        var now = host.Clock.GetUtcNow();
        foreach (var entry in list.Entries)
        {
            if (aim == FilterAim.LeaveOut && entry.HasLapsed(now))
            {
                host.Err.WriteLine(
                    $"slipway: not left out: {PlainText.Short(entry.Test, 200)} (line {entry.Line}), whose quarantine ended on {entry.Until:yyyy-MM-dd}"
                );
                continue;
            }

            var of = known.Where(it => entry.IsOf(it.Suite, it.Test)).ToList();
            foreach (var test in of.Count > 0 ? of : [new(entry.Suite ?? "", entry.Test)])
            {
                yield return test;
            }
        }
    }
}

/// <summary>A filter, printed.</summary>
internal static class FilterOutput
{
    /// <summary>Bytes of one argument that Linux takes.</summary>
    private const int LongestArgument = 131_071;

    public static Option<string> Runner(bool required)
    {
        var option = new Option<string>("--runner")
        {
            Description = $"Whose arguments: {string.Join(", ", RunnerFilter.Runners)}.",
            HelpName = "RUNNER",
            Required = required,
        };
        option.AcceptOnlyFromAmong([.. RunnerFilter.Runners]);
        return option;
    }

    public static Option<string> Format()
    {
        var option = SharedOptions.Format("shell", "lines", "json");
        option.Description = "shell: one line, quoted for a POSIX shell; lines: an argument a line, not quoted; json.";
        return option;
    }

    /// <summary>Prints it. What it does not do justice to goes to standard error.</summary>
    public static async Task WriteAsync(Host host, string runner, FilterAim aim, RunnerFilter filter, string format)
    {
        if (aim == FilterAim.Only && filter.Arguments.Count == 0)
        {
            throw new UnusableException([
                .. filter.Untold.Select(it => Told("not run", it)),
                "no test is left that this runner can run alone; without a filter it would run all of them",
            ]);
        }

        if (filter.Arguments.FirstOrDefault(it => Encoding.UTF8.GetByteCount(it) > LongestArgument) is { } tooLong)
        {
            throw new UnusableException(
                $"the filter takes {Encoding.UTF8.GetByteCount(tooLong):N0} bytes, and an argument may have {LongestArgument:N0}; name fewer tests at a time with --test"
            );
        }

        if (format == "json")
        {
            await host.Out.WriteLineAsync(FilterJson.Write(runner, aim, filter));
            return;
        }

        foreach (var it in filter.Untold)
        {
            await host.Err.WriteLineAsync($"slipway: {Told(aim == FilterAim.Only ? "not run" : "not left out", it)}");
        }

        foreach (var it in filter.Widened)
        {
            await host.Err.WriteLineAsync($"slipway: {Told("runs with others", it)}");
        }

        await host.Out.WriteAsync(
            filter.Script
                ?? (
                    format == "lines"
                        ? string.Concat(filter.Arguments.Select(it => $"{it}\n"))
                        : $"{string.Join(' ', filter.Arguments.Select(ShellQuoted))}\n"
                )
        );
    }

    private static string Told(string what, UntoldTest it) =>
        $"{what}: {PlainText.Short(FlakeVerdictsText.Name(it.Test.Suite, it.Test.Test), 200)} {it.Why}";

    /// <summary>Single quotes keep everything but themselves (POSIX, "Quoting").</summary>
    private static string ShellQuoted(string argument) =>
        argument.Length > 0
        && argument.All(it => char.IsAsciiLetterOrDigit(it) || it is '-' or '_' or '.' or '/' or ':' or '=' or ',' or '+')
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
