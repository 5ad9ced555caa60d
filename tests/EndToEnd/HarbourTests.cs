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

    [Fact]
    [Trait("Promise", "8")]
    public async Task harbour_goes_live_although_slipway_is_killed_while_the_new_version_starts()
    {
        using var work = new Workplace();
        var prepared = await CallAsync(Path.Combine(Harbour, "scripts", "prepare.sh"));
        prepared.ExitCode.ShouldBe(0, prepared.Err);
        try
        {
            string[] people =
            [
                "--by",
                "Ada Demo",
                "--sign",
                "Tech Lead=Ada Demo",
                "--sign",
                "Product Owner=Grace Demo",
                "--answers",
                Path.Combine(Harbour, "answers.yaml"),
                "--runs",
                work.In(".slipway/runs"),
                "--no-input",
            ];
            using var killed = work.Start(["run", Path.Combine(Harbour, "GO-LIVE.md"), "--env", "harbour", "--yes", .. people]);
            await Workplace.UntilAsync(() =>
                Directory.Exists(work.In(".slipway/runs"))
                && Directory
                    .EnumerateDirectories(work.In(".slipway/runs"))
                    .Any(it => File.Exists(Path.Combine(it, "work", "L99-1", "c1.out")))
            );
            killed.Kill();
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);

            var resumed = await work.SlipwayAsync(["resume", .. people]);

            resumed.ExitCode.ShouldBe(0, resumed.Err);
            work.Filled.ShouldContain("- [x] **Make 2.0.0 current**");
            JournalOf(work).Split("\"L99\",\"type\":\"step-began\"").Length.ShouldBe(2, "the start was begun twice");
            (await work.SlipwayAsync("status")).Out.ShouldContain("record     whole");
        }
        finally
        {
            await CallAsync(Path.Combine(Harbour, "scripts", "teardown.sh"));
        }
    }

    private static string Harbour => Path.Combine(Workplace.Repository, "examples", "harbour");

    private static string JournalOf(Workplace work)
    {
        var run = Directory.EnumerateDirectories(work.In(".slipway/runs")).FirstOrDefault();
        return run is not null && File.Exists(Path.Combine(run, "journal.jsonl"))
            ? File.ReadAllText(Path.Combine(run, "journal.jsonl"))
            : "";
    }

    private static (string Checklist, string Report) Products(Ended run)
    {
        var folder = run.Out.Split('\n').First(it => it.StartsWith("run: ", StringComparison.Ordinal))[5..].Trim();
        var path = Path.GetFullPath(folder, Workplace.Repository);
        return (File.ReadAllText(Path.Combine(path, "checklist.md")), File.ReadAllText(Path.Combine(path, "report.html")));
    }

    private static Task<Ended> RunAsync(params string[] arguments) => CallAsync(Path.Combine(Workplace.Repository, "run"), arguments);

    private static async Task<Ended> CallAsync(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
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
