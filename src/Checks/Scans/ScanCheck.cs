using System.Text.Json;
using Slipway.Checks.Looks;
using Slipway.Checks.Reports;
using Slipway.Kernel;

namespace Slipway.Checks.Scans;

/// <summary>The findings of scanners, from the files that they leave behind. An empty file is not "nothing found".</summary>
internal sealed class ScanCheck : ICheck
{
    private static readonly IReadOnlyList<IScanForm> Forms =
    [
        new SarifForm(),
        new NpmForm(),
        new AdvisoriesForm(),
        new DotnetForm(),
        new TrivyForm(),
        new GrypeForm(),
        new OsvForm(),
        new GitleaksForm(),
    ];

    public string Kind => "scan";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        ReportFiles.Setting,
        new(
            "fail-on",
            Required: false,
            "Lowest severity that is a flaw: `critical`, `high` (default), `medium` or `low`; unknown counts as high."
        ),
        new(
            "ignore",
            Required: false,
            "Names of rules and advisories that are no flaw, with `,` between them; they stay visible. Default: none."
        ),
        .. Freshness.Settings,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, ReadAsync, ct);

    private static async Task<Observation> ReadAsync(SettingReader settings, CancellationToken ct)
    {
        var failOn = Findings.Of(settings.OneOf("fail-on", "high", "critical", "high", "medium", "low"));
        var ignored = (settings.Text("ignore") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _ = settings.Text("files");
        var freshness = await Freshness.ReadAsync(settings, ct);
        var files = ReportFiles.Find(settings, ct);
        var findings = new Findings();
        foreach (var file in files)
        {
            findings.Commits.Clear();
            await ReadAsync(file, findings, ct);
            freshness.Demand(file, findings.Commits);
        }

        if (findings.SaysNothingOfItself && !freshness.IsAsked)
        {
            return Observation.Unseen(
                "An empty list says neither when nor of what: say max-age or commit, so that it is known to be of now."
            );
        }

        var account = new ScanAccount(findings, failOn, ignored).Told();
        account.Facts["reports"] = files.Count;
        freshness.Tell(account, files);
        return account.Seen();
    }

    private static async Task ReadAsync(ReportFile file, Findings findings, CancellationToken ct)
    {
        var (documents, lines) = await ReportJson.ReadAsync(file, ct);
        try
        {
            Read(documents, lines, file, findings);
        }
        finally
        {
            foreach (var document in documents)
            {
                document.Dispose();
            }
        }
    }

    private static void Read(IReadOnlyList<JsonDocument> documents, bool lines, ReportFile file, Findings findings)
    {
        var root = documents[0].RootElement;
        if (!lines && Forms.FirstOrDefault(it => it.Knows(root)) is { } form)
        {
            form.Read(root, file, findings);
            return;
        }

        LineForms.Read([.. documents.Select(it => it.RootElement)], file, findings);
    }
}
