using System.Text;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Journal;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Reports;

public sealed class RecordedReportTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Md)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Junit)]
    [InlineData(ReportFormat.Tap)]
    [InlineData(ReportFormat.Sarif)]
    [InlineData(ReportFormat.Retrospective)]
    public async Task the_same_report_comes_out_of_the_record_as_at_the_end_of_the_run(ReportFormat format)
    {
        var run = Ledger.NoGo();
        var folder = run.Save(_temp.Path);
        var before = await BytesAsync(format, run.Report, run.Find);
        run.Happened(new RunEvent.RecordSealed(new Dictionary<string, string>())).Save(_temp.Path);
        var read = RecordedReport.Read(folder).ShouldBeOfType<ReadReport.Usable>();
        (await BytesAsync(format, read.Model, read.Evidence)).ShouldBe(before);
    }

    [Fact]
    public void a_run_that_goes_on_can_be_told()
    {
        var read = RecordedReport.Read(Overnight.Running().Save(_temp.Path)).ShouldBeOfType<ReadReport.Usable>();
        read.Model.Outcome.ShouldBe(ReportOutcome.Running);
        read.Model.PlanFits.ShouldBeTrue();
    }

    [Fact]
    public void a_secret_that_was_hidden_in_the_plan_does_not_make_it_another_plan()
    {
        var run = Ledger.Go();
        var folder = run.Save(_temp.Path);
        var stored = PlanJson.Write(
            Slipway.Runs.Reports.PlanRedaction.Hide(LedgerPlan.Plan, it => it.Replace("ledger", "***", StringComparison.Ordinal))
        );
        stored["digest"] = LedgerPlan.Plan.Digest.ToString();
        File.WriteAllText(folder.Plan, stored.ToJsonString());
        RecordedReport.Read(folder).ShouldBeOfType<ReadReport.Usable>().Model.PlanFits.ShouldBeTrue();
    }

    [Fact]
    public void the_plan_of_another_run_is_said_to_be_another()
    {
        var folder = Ledger.Go().Save(_temp.Path);
        File.WriteAllText(folder.Plan, PlanJson.Write(Overnight.Plan).ToJsonString());
        RecordedReport.Read(folder).ShouldBeOfType<ReadReport.Usable>().Model.PlanFits.ShouldBeFalse();
    }

    [Fact]
    public void everything_that_cannot_be_read_is_told_together()
    {
        var folder = Ledger.Go().Save(_temp.Path);
        File.Delete(folder.Plan);
        File.WriteAllText(folder.Journal, File.ReadAllText(folder.Journal).Replace("Ade Nwosu", "Eve Nwosu", StringComparison.Ordinal));
        var faults = RecordedReport.Read(folder).ShouldBeOfType<ReadReport.Unusable>().Faults;
        faults.Count.ShouldBe(2);
        faults[0].ShouldContain("record 1");
        faults[1].ShouldContain("plan.json is not there");
    }

    [Fact]
    public void a_run_that_was_sealed_before_there_was_a_markdown_report_is_still_whole()
    {
        var run = Ledger.Go();
        var folder = run.Save(_temp.Path);
        string[] earlier = ["source.md", "plan.json", "checklist.md", "report.html", "report.json"];
        foreach (var name in earlier.Except(["plan.json"]))
        {
            File.WriteAllText(folder.In(name), name);
        }

        run.Happened(new RunEvent.RecordSealed(earlier.ToDictionary(it => it, it => Digest.Of(File.ReadAllBytes(folder.In(it))).Hex)));
        RunReader.Open(run.Save(_temp.Path)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_report_that_cannot_be_written_leaves_the_old_one()
    {
        var file = Path.Combine(_temp.Path, "report.html");
        await File.WriteAllTextAsync(file, "old", TestContext.Current.CancellationToken);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            ReportFiles.WriteAsync(file, ReportFormat.Html, Ledger.Go().Report, _ => null, source.Token)
        );
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), Directory.GetFiles(_temp.Path).Length).ShouldBe(
            ("old", 1)
        );
    }

    private static async Task<string> BytesAsync(ReportFormat format, ReportModel model, Func<string, byte[]?> evidence)
    {
        using var stream = new MemoryStream();
        await ReportFiles.WriteAsync(stream, format, model, evidence, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
