using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Checks.Reports;
using Slipway.Kernel;

namespace Slipway.Checks.LoadReports;

/// <summary>Holds each report against the bounds, and tells what it says. A figure that is asked for and not there is not seen.</summary>
internal sealed class LoadReportAccount(LoadReportBounds bounds)
{
    private readonly Account _account = new();
    private readonly JsonArray _reports = [];
    private long _requests;
    private long _errors;
    private double? _worst;
    private bool _isCounted = true;

    /// <summary>Takes one report in.</summary>
    /// <exception cref="UnreadableReport">The report counts nothing, or lacks what a bound asks for.</exception>
    public void Tell(ReportFile file, LoadFigures figures)
    {
        foreach (var flaw in figures.Flaws)
        {
            _account.Flaw($"{file.Shown}: {flaw}");
        }

        if (figures.Scores.Count > 0)
        {
            HoldPage(file, figures);
        }
        else
        {
            HoldLoad(file, figures);
        }

        _reports.Add(Facts(file, figures));
    }

    public Observation Seen(Action<Account> tell)
    {
        _account.Facts["reports"] = _reports;
        if (_isCounted)
        {
            _account.Counts["requests"] = _requests;
            _account.Counts["errors"] = _errors;
        }

        tell(_account);
        _account.Value = _worst is { } it ? new(it, "ms") : null;
        return _account.Seen();
    }

    private void HoldLoad(ReportFile file, LoadFigures figures)
    {
        var requests = figures.Requests ?? throw Lacks(file, figures, "a number of requests");
        var errors = figures.Errors ?? throw Lacks(file, figures, "a number of failed requests");
        if (requests <= 0 || errors >= requests)
        {
            throw new UnreadableReport($"{file.Shown}: none of {requests} requests succeeded, so nothing was measured.");
        }

        if (bounds.AsksOfPage)
        {
            throw Lacks(file, figures, "scores or audits");
        }

        (_requests, _errors) = (_requests + requests, _errors + errors);
        var percent = 100.0 * errors / requests;
        if (percent > bounds.MostErrors)
        {
            Flaw(file, $"{errors} of {requests} requests failed ({percent:0.####} %); at most {bounds.MostErrors:0.####} % may");
        }

        if (requests < bounds.LeastRequests)
        {
            Flaw(file, $"{requests} requests were made; at least {bounds.LeastRequests} are asked");
        }

        if (bounds.LeastRate is { } least && (figures.Rate ?? throw Lacks(file, figures, "a rate")) is var rate && rate < least)
        {
            Flaw(file, $"{rate:0.##} requests a second were reached; at least {least:0.##} are asked");
        }

        HoldTimes(file, figures);
    }

    private void HoldTimes(ReportFile file, LoadFigures figures)
    {
        foreach (var (name, most) in bounds.Times)
        {
            var time = figures.Times.TryGetValue(name, out var told) ? told : throw Lacks(file, figures, name);
            if (time > most.TotalMilliseconds)
            {
                Flaw(file, $"{name} is {time:0.###} ms; at most {most.TotalMilliseconds:0.###} ms are asked");
            }
        }

        // One report without the figure, and the worst of the others would say too much.
        _worst =
            figures.Times.TryGetValue("p95", out var p95) && (_worst is not null || _reports.Count == 0)
                ? Math.Max(p95, _worst ?? 0)
                : null;
    }

    private void HoldPage(ReportFile file, LoadFigures figures)
    {
        _isCounted = false;
        if (!bounds.AsksOfPage)
        {
            throw new SettingException("load-report: nothing says what is good of a Lighthouse report; say score.NAME or audit.NAME.");
        }

        if (bounds.Times.Count > 0 || bounds.LeastRate is not null || bounds.LeastRequests > 1)
        {
            throw Lacks(file, figures, "requests, rates and percentiles of a load");
        }

        foreach (var (name, least) in bounds.Scores)
        {
            var score = figures.Scores.TryGetValue(name, out var told) ? told : throw Lacks(file, figures, $"the score {name}");
            if (score < least)
            {
                Flaw(file, $"{name} scores {score:0.##}; at least {least:0.##} are asked");
            }
        }

        foreach (var (name, most) in bounds.Audits)
        {
            var number = figures.Audits.TryGetValue(name, out var told) ? told : throw Lacks(file, figures, $"the audit {name}");
            var bound = most.In(number.Unit) ?? throw new SettingException($"load-report: audit.{name} is told in '{number.Unit}'.");
            if (number.Number > bound)
            {
                Flaw(file, $"{name} is {new Quantity(Math.Round(number.Number, 3), number.Unit)}; at most {most} are asked");
            }
        }
    }

    private void Flaw(ReportFile file, FormattableString sentence) =>
        _account.Flaw($"{file.Shown}: {sentence.ToString(CultureInfo.InvariantCulture)}");

    private static JsonObject Facts(ReportFile file, LoadFigures figures)
    {
        var facts = new JsonObject { ["file"] = file.Shown, ["tool"] = figures.Tool };
        if (figures.Requests is not null)
        {
            facts["requests"] = figures.Requests;
            facts["errors"] = figures.Errors;
            facts["rate"] = figures.Rate is { } rate ? Math.Round(rate, 3) : null;
        }

        foreach (var name in LoadReportBounds.TimeNames.Where(figures.Times.ContainsKey))
        {
            facts[$"{name}Ms"] = Math.Round(figures.Times[name], 3);
        }

        if (figures.Scores.Count > 0)
        {
            facts["scores"] = new JsonObject(figures.Scores.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)Math.Round(it.Value, 2))));
        }

        return facts;
    }

    private static UnreadableReport Lacks(ReportFile file, LoadFigures figures, string what) =>
        new($"{file.Shown}: this report of {figures.Tool} does not tell {what}, so nothing can be said of it.");
}
