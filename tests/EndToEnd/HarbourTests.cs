using System.Diagnostics;

namespace Slipway.EndToEnd;

/// <summary>The example goes live by its own checklist, with the README's command; broken on purpose, it does not.</summary>
[Collection("harbour")]
public sealed class HarbourTests
{
    [Fact]
    public async Task harbour_goes_live_and_its_checklist_and_report_tell_so()
    {
        var run = await RunAsync();

        run.ExitCode.ShouldBe(0, run.Err);
        var (checklist, report) = Products(run);
        checklist.ShouldContain("- [x] **Make 2.0.0 current**");
        checklist.ShouldContain("**Go / No-Go decision:** `GO`");
        checklist.ShouldMatch(@"P95 response time: `[0-9.]+ ms` \(target: < 500ms\)");
        checklist.ShouldMatch(@"\| Tech Lead \| Ada Demo \| Ada Demo \| 20\d\d-");
        report.ShouldContain("DEMONSTRATION", Case.Insensitive);
        report.ShouldNotContain("http-equiv=\"refresh\"");
    }

    [Fact]
    public async Task with_its_fault_on_harbour_is_a_no_go_that_says_why()
    {
        var run = await RunAsync("--fault", "errors");

        run.ExitCode.ShouldBe(1, run.Err);
        run.Err.ShouldContain("NO-GO");
        Products(run).Checklist.ShouldContain("- [ ] **Make 2.0.0 current**");
    }

    private static (string Checklist, string Report) Products(Ended run)
    {
        var folder = run.Out.Split('\n').First(it => it.StartsWith("run: ", StringComparison.Ordinal))[5..].Trim();
        var path = Path.GetFullPath(folder, Workplace.Repository);
        return (File.ReadAllText(Path.Combine(path, "checklist.md")), File.ReadAllText(Path.Combine(path, "report.html")));
    }

    private static async Task<Ended> RunAsync(params string[] arguments)
    {
        var info = new ProcessStartInfo(Path.Combine(Workplace.Repository, "run"), arguments)
        {
            WorkingDirectory = Workplace.Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process
            .WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(8), TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }
}
