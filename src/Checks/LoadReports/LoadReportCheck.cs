using System.Text.Json;
using Slipway.Checks.Looks;
using Slipway.Checks.Reports;
using Slipway.Kernel;

namespace Slipway.Checks.LoadReports;

/// <summary>The results of load tools and of Lighthouse, from the files that they leave behind, told apart by what these hold.</summary>
internal sealed class LoadReportCheck : ICheck
{
    private static readonly IReadOnlyList<(Func<JsonElement, bool> Knows, Func<JsonElement, ReportFile, LoadFigures> Read)> Forms =
    [
        (K6Form.Knows, K6Form.Read),
        (AutocannonForm.Knows, AutocannonForm.Read),
        (LighthouseForm.Knows, LighthouseForm.Read),
    ];

    public string Kind => "load-report";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        ReportFiles.Setting,
        new("p50", Required: false, "Longest time of the fastest 50 % of the requests, for instance `80ms`."),
        new("p90", Required: false, "The same of 90 %."),
        new("p95", Required: false, "The same of 95 %."),
        new("p99", Required: false, "The same of 99 %."),
        new("p999", Required: false, "The same of 99.9 %."),
        new("max", Required: false, "Longest time of any request."),
        new("mean", Required: false, "Longest mean time."),
        new("errors", Required: false, "Share of the requests that may have failed, for instance `0.1 %`. Default none."),
        new("rate", Required: false, "Fewest requests a second that must have been reached."),
        new("requests", Required: false, "Fewest requests that must have been made. Default 1."),
        new("score.*", Required: false, "Lowest score of a category of Lighthouse, 1 to 100: `score.performance=90`."),
        new("audit.*", Required: false, "Largest number of an audit of Lighthouse: `audit.largest-contentful-paint=2.5s`."),
        .. Freshness.Settings,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, ReadAsync, ct);

    private static async Task<Observation> ReadAsync(SettingReader settings, CancellationToken ct)
    {
        var bounds = LoadReportBounds.Read(settings);
        _ = settings.Text("files");
        var freshness = await Freshness.ReadAsync(settings, ct);
        var files = new List<ReportFile>();
        var account = new LoadReportAccount(bounds);
        foreach (var file in ReportFiles.Find(settings, ct))
        {
            var figures = await ReadAsync(file, ct);
            files.Add(figures.Aged(file));
            freshness.Demand(files[^1], []);
            account.Tell(file, figures);
        }

        return account.Seen(told => freshness.Tell(told, files));
    }

    private static async Task<LoadFigures> ReadAsync(ReportFile file, CancellationToken ct)
    {
        if (ReportText.First(file) is not '{')
        {
            return TextForms.Read(file, ct);
        }

        var (documents, lines) = await ReportJson.ReadAsync(file, ct);
        try
        {
            var root = documents[0].RootElement;
            return !lines && Forms.FirstOrDefault(it => it.Knows(root)).Read is { } read
                ? read(root, file)
                : throw new UnreadableReport(
                    $"{file.Shown} is no report of a load that is known ({(lines ? "it holds a document a line; write the summary instead" : "k6, autocannon, Lighthouse, wrk, hey, JMeter")})."
                );
        }
        finally
        {
            foreach (var document in documents)
            {
                document.Dispose();
            }
        }
    }
}
