using System.Text;
using System.Text.Json;
using Slipway.TestReports.Counting;
using Slipway.TestReports.Opening;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Lines;

/// <summary>
/// The events of <c>go test -json</c>. Each test and each subtest that ended is a case; with <c>-count</c> the repeats are
/// attempts. A package that failed although none of its tests did broke outside of them (its build, <c>TestMain</c>, a panic).
/// </summary>
/// <remarks>Source: the documentation of cmd/test2json.</remarks>
internal sealed class GoJsonForm(LineReader lines, ReportTally tally, ReportLimits limits, Flaws flaws)
{
    private const int MostRunning = 1_000_000;

    private readonly CaseDraft _case = new();
    private readonly Dictionary<string, Package> _packages = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Package, string Test), Running> _running = [];

    public void Read()
    {
        while (lines.Next())
        {
            if (!lines.Line.Trim(" \t"u8).IsEmpty)
            {
                Line();
            }
        }

        Finish();
        tally.Settle();
    }

    private void Line()
    {
        if (lines.Line[0] != '{')
        {
            if (GoChatter.BrokenPackage(lines.Line) is { } broken)
            {
                Broken(broken);
                return;
            }

            if (GoChatter.Is(lines.Line))
            {
                return;
            }

            flaws.Add($"line {lines.Number}: it is neither an event nor what the go tool says beside them");
            return;
        }

        try
        {
            var happened = GoEvent.Read(lines.Line);
            Happened(happened);
        }
        catch (Exception torn) when (torn is JsonException or InvalidOperationException or FormatException)
        {
            flaws.Add($"line {lines.Number}: the event cannot be read: it is cut off, or none");
        }
    }

    private void Happened(GoEvent happened)
    {
        if (happened.Package is not { } name)
        {
            return;
        }

        if (!_packages.TryGetValue(name, out var package))
        {
            package = _packages[name] = new();
        }

        if (happened.Test is not { Length: > 0 } test)
        {
            Whole(package, name, happened.Action);
            return;
        }

        switch (happened.Action)
        {
            case "run":
                Begin(name, test);
                break;
            case "output" when tally.Listens && _running.TryGetValue((name, test), out var running):
                running.Take(happened.Output ?? "", limits.TextBytes);
                break;
            case "pass":
                End(package, name, happened, TestOutcome.Passed);
                break;
            case "skip":
                End(package, name, happened, TestOutcome.Skipped);
                break;
            case "fail":
                End(package, name, happened, TestOutcome.Failed);
                break;
        }
    }

    private void Begin(string package, string test)
    {
        if (_running.Count == MostRunning)
        {
            throw new RefusedReport($"more than {MostRunning} tests begin and do not end");
        }

        _running[(package, test)] = new();
    }

    private void End(Package package, string name, GoEvent happened, TestOutcome outcome)
    {
        _running.Remove((name, happened.Test!), out var running);
        package.Bad |= outcome >= TestOutcome.Failed;
        Add(name, happened.Test!, outcome, happened.Elapsed, running);
    }

    private void Add(string package, string test, TestOutcome outcome, double? seconds, Running? running)
    {
        _case.Clear();
        _case.Say(outcome);
        _case.Key = Hashing.Of(Encoding.UTF8.GetBytes(test), Hashing.Of(Encoding.UTF8.GetBytes(package))) | 1;
        // A test's time holds that of its subtests.
        _case.Seconds = test.Contains('/', StringComparison.Ordinal) ? null : Times.Sensible(seconds ?? -1);
        (_case.ClassName, _case.Name) = (package, test);
        _case.Output = running is { Output.Length: > 0 } ? new(running.Output.ToString(), running.Omitted) : null;
        tally.Add(_case);
    }

    private void Whole(Package package, string name, string? action)
    {
        switch (action)
        {
            case "start":
                package.Ended = false;
                break;
            case "pass" or "skip":
                package.Ended = true;
                break;
            case "fail":
                package.Ended = true;
                Abandon(package, name);
                if (!package.Bad)
                {
                    tally.AddOutsideError();
                }

                package.Bad = false;
                break;
        }
    }

    /// <summary>A package that the go tool says it could not build, in words; with its events it is told only once.</summary>
    private void Broken(string name)
    {
        if (_packages.TryAdd(name, new() { Ended = true }))
        {
            tally.AddOutsideError();
        }
    }

    /// <summary>Tests that had begun when their package failed never ended: a panic or the time limit took them.</summary>
    private void Abandon(Package package, string name)
    {
        foreach (var (key, running) in _running.Where(it => it.Key.Package == name).ToList())
        {
            _running.Remove(key);
            package.Bad = true;
            Add(name, key.Test, TestOutcome.Error, null, running);
        }
    }

    private void Finish()
    {
        if (_running.Count > 0)
        {
            flaws.Add($"{_running.Count} tests begin and do not end, {_running.Keys.First().Test} among them: it is cut off");
        }
        else if (_packages.FirstOrDefault(it => !it.Value.Ended).Key is { } open)
        {
            flaws.Add($"the package {open} does not end: it is cut off");
        }
    }

    private sealed class Package
    {
        public bool Ended { get; set; }

        public bool Bad { get; set; }
    }

    private sealed class Running
    {
        public StringBuilder Output { get; } = new();

        public long Omitted { get; private set; }

        public void Take(string output, int most)
        {
            var take = Math.Clamp(most - Output.Length, 0, output.Length);
            Output.Append(output.AsSpan(0, take));
            Omitted += output.Length - take;
        }
    }
}
