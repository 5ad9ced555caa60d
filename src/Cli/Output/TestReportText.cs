using System.Globalization;
using Slipway.Kernel;
using Slipway.TestReports;

namespace Slipway.Cli.Output;

/// <summary>Reports of tests for people: a line each, what is wrong below it, the sum at the end.</summary>
internal sealed class TestReportText(TextWriter text)
{
    private readonly List<ReportSummary> _all = [];

    public void Add(ReportSummary summary) => _all.Add(summary);

    public void End()
    {
        if (_all.Count == 0)
        {
            return;
        }

        var width = Math.Min(60, _all.Select(it => Name(it).Length).Append("report".Length).Max());
        text.WriteLine(
            $"{"tests", 9} {"failed", 7} {"errors", 7} {"skipped", 7} {"flaky", 6} {"reruns", 6}  {"took", -8}  {"report".PadRight(width)}  format"
        );
        foreach (var it in _all)
        {
            text.WriteLine($"{Counts(it)}  {Took(it.Duration), -8}  {Name(it).PadRight(width)}  {Kind(it)}".TrimEnd());
            if (it.Reason is { } reason)
            {
                text.WriteLine($"          {ReportNames.Of(it.Status)}: {PlainText.Short(reason, 300)}");
            }

            foreach (var contradiction in it.Contradictions)
            {
                text.WriteLine($"          {PlainText.Short(contradiction, 300)}");
            }
        }

        if (_all.Count > 1)
        {
            text.WriteLine($"{Counts(Sum())}  {Took(Sum().Duration), -8}  {_all.Count} reports");
        }
    }

    private ReportSummary Sum() =>
        new()
        {
            File = "",
            Status = ReportStatus.Ok,
            Tests = _all.Sum(it => it.Tests),
            Failures = _all.Sum(it => it.Failures),
            Errors = _all.Sum(it => it.Errors),
            Skipped = _all.Sum(it => it.Skipped),
            Flaky = _all.Sum(it => it.Flaky),
            Reruns = _all.Sum(it => it.Reruns),
            Duration = TimeSpan.FromSeconds(_all.Sum(it => it.Duration.TotalSeconds)),
        };

    private static string Counts(ReportSummary it) =>
        it.Status == ReportStatus.Refused
            ? new string(' ', 46) + "-"
            : $"{it.Tests, 9} {it.Failures, 7} {it.Errors, 7} {it.Skipped, 7} {it.Flaky, 6} {it.Reruns, 6}";

    private static string Name(ReportSummary it) => PlainText.Short(it.File, 200);

    private static string Kind(ReportSummary it) =>
        it.Format is not { } format ? ""
        : it.Dialect is { } dialect && dialect != ReportDialect.Generic ? $"{ReportNames.Of(format)} of {ReportNames.Of(dialect)}"
        : ReportNames.Of(format);

    private static string Took(TimeSpan took) =>
        took.TotalSeconds < 60
            ? string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.###} s")
            : Durations.Write(TimeSpan.FromSeconds(Math.Round(took.TotalSeconds)));
}
