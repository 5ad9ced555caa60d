using System.Security.Cryptography;
using System.Text;

namespace Slipway.EndToEnd;

/// <summary>A checklist includes a runbook that is pinned by its digest: plan, lint, run, resume and fill all see it.</summary>
public sealed class IncludeTests : IDisposable
{
    private const string Runbook =
        "# Database\n\n- [ ] **Migrated**\n  ```bash\n  echo migrated >> done.txt\n  ```\n- [ ] Fast\n  ```bash\n  test -e go\n  ```\n";

    private readonly Workplace _work = new();

    [Fact]
    public async Task an_included_runbook_is_planned_carried_out_and_left_as_it_is()
    {
        With(Runbook).With("go", "");

        var plan = await _work.SlipwayAsync("plan", "list.md");
        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        plan.Out.ShouldContain("runbooks/db.md:3");
        run.ExitCode.ShouldBe(0, run.Err);
        _work.Text("done.txt").ShouldBe("migrated\n");
        _work.Text("runbooks/db.md").ShouldBe(Runbook);
        _work.Filled.ShouldContain("- [x] **Built**");
        _work.Filled.ShouldContain($"<!-- slipway-include: file=runbooks/db.md sha256={DigestOf(Runbook)} -->");
        _work.Filled.ShouldNotContain("Migrated");
    }

    [Fact]
    public async Task a_run_goes_on_with_the_runbook_that_it_began_with()
    {
        With(Runbook);
        await _work.SlipwayAsync("run", "list.md", "--yes", "--no-input");
        _work.With("runbooks/db.md", "- [ ] Something else\n").With("go", "");

        var resumed = await _work.SlipwayAsync("resume", "--no-input");

        resumed.Err.ShouldNotContain("SW1404");
        _work.Text("done.txt").ShouldBe("migrated\n");
    }

    [Fact]
    public async Task whoever_is_asked_finds_the_line_in_its_own_document()
    {
        With("# Database\n\n- [ ] Team informed\n");

        var run = await _work.SlipwayAsync("run", "list.md", "--yes", "--no-input");

        run.ExitCode.ShouldBe(3, run.Err);
        run.Err.ShouldContain("runbooks/db.md:3");
        (await File.ReadAllTextAsync(Path.Combine(_work.Run, "report.md"), TestContext.Current.CancellationToken)).ShouldContain(
            "runbooks/db.md:3"
        );
        var page = await File.ReadAllTextAsync(Path.Combine(_work.Run, "report.html"), TestContext.Current.CancellationToken);
        page.ShouldContain("<span class=\"line\">runbooks/db.md:3</span>");
        page.ShouldNotContain("line 12");
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("lint")]
    [InlineData("run")]
    public async Task a_runbook_that_changed_stops_every_verb_and_runs_nothing(string verb)
    {
        With(Runbook).With("runbooks/db.md", Runbook + "- [ ] More\n");

        var ended = await _work.SlipwayAsync([verb, "list.md", .. verb == "run" ? (string[])["--yes"] : []]);

        ended.ExitCode.ShouldBe(2);
        ended.Err.ShouldContain("list.md:8:1: SW1404");
        ended.Err.ShouldContain(DigestOf(Runbook + "- [ ] More\n"));
        File.Exists(_work.In("done.txt")).ShouldBeFalse();
    }

    [Fact]
    public async Task a_link_that_leads_out_of_the_repository_is_not_followed()
    {
        With(Runbook);
        Directory.Delete(_work.In("runbooks"), recursive: true);
        Directory.CreateSymbolicLink(_work.In("runbooks"), Path.GetTempPath());

        var ended = await _work.SlipwayAsync("plan", "list.md");

        ended.ExitCode.ShouldBe(2);
        ended.Err.ShouldContain("SW1402");
    }

    [Fact]
    public async Task lint_names_the_file_of_what_it_finds_in_a_runbook()
    {
        const string runbook = "# Database\n\n- [ ] Migrate\n  ```bash\n  ./migrate.sh <VERSION>\n  ```\n";
        With(runbook);

        var lint = await _work.SlipwayAsync("lint", "list.md");

        lint.Out.ShouldContain("runbooks/db.md:5:");
    }

    public void Dispose() => _work.Dispose();

    private Workplace With(string runbook) =>
        _work
            .With("runbooks/db.md", runbook)
            .With(
                "list.md",
                $"# Go live\n\n- [ ] **Built**\n  ```bash\n  true\n  ```\n\n<!-- slipway-include: file=runbooks/db.md sha256={DigestOf(runbook)} -->\n"
            );

    private static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
