using Slipway.Checks.Looks;
using Slipway.Checks.Reports;
using Slipway.Kernel;

namespace Slipway.Checks.Coverage;

/// <summary>How much of the code tests reached, counted anew from the lines of the reports.</summary>
internal sealed class CoverageCheck : ICheck
{
    public string Kind => "coverage";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        ReportFiles.Setting,
        new("min", Required: true, "Smallest line coverage of all files together, in per cent, 0 to 100."),
        new("min-branches", Required: false, "Smallest branch coverage of all files together, in per cent. Default: any."),
        new("min-package", Required: false, "Smallest line coverage of each package, in per cent. Default: any."),
        new("min-file", Required: false, "Smallest line coverage of each file, in per cent. Default: any."),
        new(
            "path",
            Required: false,
            "Files that count, as the report names them or the end of that (`src/api/**`); `;` stands between several, `!` before one that does not count. Default: all."
        ),
        .. Freshness.Settings,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, ReadAsync, ct);

    private static async Task<Observation> ReadAsync(SettingReader settings, CancellationToken ct)
    {
        var bounds = Bounds.Read(settings);
        var filter = PathFilter.Read(settings);
        _ = settings.Text("files");
        var freshness = await Freshness.ReadAsync(settings, ct);
        var files = ReportFiles.Find(settings, ct);
        var lines = new CoveredLines();
        foreach (var file in files)
        {
            freshness.Demand(file, []);
            Read(file, lines, ct);
        }

        var counted = lines.Files().Where(it => filter.Takes(it.File)).ToList();
        if (counted.Count == 0)
        {
            return Observation.Unseen(
                lines.Files().Any()
                    ? "The reports tell of no line of the files that path names."
                    : "The reports tell of no line: nothing was measured."
            );
        }

        var account = new CoverageAccount(counted).Told(bounds);
        account.Facts["reports"] = files.Count;
        freshness.Tell(account, files);
        return account.Seen();
    }

    private static void Read(ReportFile file, CoveredLines lines, CancellationToken ct)
    {
        if (ReportText.First(file) is { } first and not '<')
        {
            if (first is not ('T' or 'S' or '#'))
            {
                throw new UnreadableReport($"{file.Shown} is no coverage report that is known (Cobertura, LCOV, OpenCover, JaCoCo).");
            }

            new LcovCoverage(file, lines).Read(ct);
            return;
        }

        // JaCoCo and Cobertura name their document type; it is skipped and never fetched.
        ReportXml.Read(file, mayDeclareType: true, xml => Read(file, xml, lines), ct);
    }

    private static bool Read(ReportFile file, ReportXml xml, CoveredLines lines)
    {
        var reader = new XmlCoverage(xml, lines);
        switch (xml.Name)
        {
            case "coverage":
                reader.ReadCobertura();
                return true;
            case "report":
                reader.ReadJaCoCo();
                return true;
            case "CoverageSession":
                reader.ReadOpenCover();
                return true;
            default:
                throw new UnreadableReport(
                    $"{file.Shown} is no coverage report that is known (Cobertura, LCOV, OpenCover, JaCoCo): its root is <{(xml.Name.Length > 60 ? xml.Name[..60] : xml.Name)}>."
                );
        }
    }
}
