using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>Dead references, undefined zones, contradictions found weeks before: promise 3.</summary>
[Trait("Promise", "3")]
public sealed class LintTests : IDisposable
{
    private const string Document = """
        # Quay 2.0.0

        - [ ] **Backup made**
          ```bash
          ./scripts/backup.sh
          ```
        - [ ] **Checks pass**
          ```bash
          npm run lints
          docker compose ps
          curl -f http://localhost:3000/healthz
          ```
        - [ ] Error rate < 1%
        - [ ] Availability > 90%

        ## Rollback criteria

        Roll back when:

        - Error rate > 5% for 5 minutes
        - Availability < 95%

        ## Rollback procedure

        ```bash
        ./scripts/roll-back.sh
        curl -f http://localhost:3000/health
        ```

        ## Watch (first 2 hours)

        - [ ] Watch the error rate
        """;

    private readonly Workplace _work = new();

    [Fact]
    public async Task what_cannot_work_is_told_with_place_and_reason_and_the_call_fails()
    {
        GivenARepository();

        var lint = await _work.SlipwayAsync("lint", "GO-LIVE.md");

        lint.ExitCode.ShouldBe(1, lint.Err);
        var lines = lint.Out.Split('\n');
        lines.ShouldContain(it => it.StartsWith("GO-LIVE.md:9:11: error SW2102:") && it.Contains("`lint`"));
        lines.ShouldContain(it => it.StartsWith("GO-LIVE.md:10:3: error SW2103:") && it.Contains("-f deploy/compose.prod.yml"));
        lines.ShouldContain(it => it.StartsWith("GO-LIVE.md:11:32: error SW2108:") && it.Contains("/health"));
        lines.ShouldContain(it => it.StartsWith("GO-LIVE.md:20:3: warning SW2401:") && it.Contains("between 1 % and 5 %"));
        lines.ShouldContain(it => it.StartsWith("GO-LIVE.md:21:3: warning SW2402:"));
        lines.ShouldContain(it => it.StartsWith("GO-LIVE.md:26:1: error SW2302:") && it.Contains("scripts/rollback.sh"));
        string.Join('\n', lines.Take(14)).ShouldContain("What stands between this document and a quiet night:");
        lint.Out.ShouldContain("claims a machine proves");
    }

    [Fact]
    public async Task a_document_that_holds_passes_and_one_that_cannot_be_read_is_neither()
    {
        GivenARepository();
        _work.With("good.md", "# Small\n\n- [ ] **Build**\n  ```bash\n  npm run build\n  ```\n");

        (await _work.SlipwayAsync("lint", "good.md", "--fail-on", "error")).ExitCode.ShouldBe(
            1,
            "npm run build changes, and there is no rollback"
        );
        _work.With("good.md", "# Small\n\n- [ ] The captain agrees\n");
        (await _work.SlipwayAsync("lint", "good.md", "--fail-on", "warning")).ExitCode.ShouldBe(0);
        (await _work.SlipwayAsync("lint", "gone.md")).ExitCode.ShouldBe(2);
        (await _work.SlipwayAsync("lint", "good.md", "--repo", "nowhere")).ExitCode.ShouldBe(2);
        (await _work.SlipwayAsync("lint", "good.md", "--at", "nothing")).ExitCode.ShouldBe(2);
        (await _work.SlipwayAsync("lint", "--explain", "SW9999")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task mending_puts_in_what_is_meant_and_leaves_every_other_byte()
    {
        GivenARepository();

        var lint = await _work.SlipwayAsync("lint", "GO-LIVE.md", "--fix");

        lint.ExitCode.ShouldBe(0, "every error could be mended; the zones remain as warnings");
        lint.Out.ShouldContain("SW2401");
        _work
            .Text("GO-LIVE.md")
            .ShouldBe(
                Document
                    .Replace("docker compose ps", "docker compose -f deploy/compose.prod.yml ps", StringComparison.Ordinal)
                    .Replace("npm run lints", "npm run lint", StringComparison.Ordinal)
                    .Replace("/healthz", "/health", StringComparison.Ordinal)
                    .Replace("./scripts/roll-back.sh", "./scripts/rollback.sh", StringComparison.Ordinal)
            );
        lint.Err.ShouldContain("SW2103 mended");
    }

    [Fact]
    public async Task a_repository_can_be_looked_at_as_it_was()
    {
        GivenARepository();
        File.Move(_work.In("scripts/backup.sh"), _work.In("scripts/save.sh"));

        (await _work.SlipwayAsync("lint", "GO-LIVE.md")).Out.ShouldContain("`./scripts/backup.sh` is not in this repository");
        (await _work.SlipwayAsync("lint", "GO-LIVE.md", "--at", "HEAD")).Out.ShouldNotContain(
            "`./scripts/backup.sh` is not in this repository"
        );
    }

    [Fact]
    public async Task every_format_says_the_same_findings()
    {
        GivenARepository();

        var json = JsonNode.Parse((await _work.SlipwayAsync("lint", "GO-LIVE.md", "--format", "json")).Out)!;
        var sarif = JsonNode.Parse((await _work.SlipwayAsync("lint", "GO-LIVE.md", "--format", "sarif")).Out)!;
        var github = (await _work.SlipwayAsync("lint", "GO-LIVE.md", "--format", "github")).Out;
        var junit = (await _work.SlipwayAsync("lint", "GO-LIVE.md", "--format", "junit")).Out;

        var codes = json["documents"]![0]!["findings"]!.AsArray().Select(it => it!["code"]!.GetValue<string>()).ToList();
        codes.ShouldContain("SW2103");
        sarif["runs"]![0]!["results"]!.AsArray().Select(it => it!["ruleId"]!.GetValue<string>()).ShouldBe(codes);
        github.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(it => it.Split("title=")[1][..6]).ShouldBe(codes);
        codes.Distinct().ShouldAllBe(it => junit.Contains(it));
    }

    [Fact]
    public async Task a_page_is_built_in() =>
        (await _work.SlipwayAsync("lint", "--explain", "sw2103")).Out.ShouldStartWith("# SW2103: dead-compose");

    public void Dispose() => _work.Dispose();

    private void GivenARepository()
    {
        _work
            .With("GO-LIVE.md", Document)
            .With("package.json", """{ "scripts": { "build": "tsc", "lint": "eslint ." } }""")
            .With("deploy/compose.prod.yml", "services:\n  api:\n    image: x\n")
            .With("server.js", "app.get('/health', ok);\napp.get('/api/berths', list);\napp.listen(3000);\n")
            .With("scripts/backup.sh", "#!/bin/sh\n")
            .With("scripts/rollback.sh", "#!/bin/sh\n");
        Git("init", "-q");
        Git("add", "-A");
        Git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "all");
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", _work.Folder, .. arguments]))!;
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
    }
}
