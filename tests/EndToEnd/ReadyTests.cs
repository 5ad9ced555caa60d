using System.Text.Json;
using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>The report before the night: from nothing proved to ready, and back when something changes.</summary>
public sealed class ReadyTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task it_is_ready_when_all_is_shown_and_no_longer_when_the_document_changes()
    {
        _work.With("GO.md", "# Shop\n\n- [ ] **Disk looked at**\n  ```bash\n  ls\n  ```\n- [ ] Tech Lead Approval: ___ (Signature)\n");
        _work.With("report.xml", """<testsuite tests="1"><testcase name="a"/></testsuite>""");
        _work.With(".gitignore", ".slipway/\n");
        _work.With(
            "slipway.yaml",
            """
            people:
              - {name: Ada, roles: [Tech Lead]}
            environments:
              prod:
                signatures: by-name
                sources:
                  unit: {test-report: report.xml}
            ready:
              checks:
                build: {check: file, path: GO.md}
              without:
                coverage: it has no code
                scans: it has no code
                backup: it holds no data
                restore drill: it holds no data
                staging: there is one place
                way back: nothing changes
            """
        );
        await _work.ShellAsync(
            "git init -q . && git add -A && git -c user.name=a -c user.email=a@example.org commit -qm one && touch report.xml",
            ""
        );

        var before = await _work.SlipwayAsync("ready", "GO.md");
        var rehearsed = await _work.SlipwayAsync("run", "GO.md", "--rehearse", "--no-input");
        var ready = await _work.SlipwayAsync("ready", "GO.md", "--format", "json");
        _work.With("GO.md", _work.Text("GO.md") + "- [ ] One thing more\n");
        var after = await _work.SlipwayAsync("ready", "GO.md", "--format", "markdown");

        (before.ExitCode, before.Out.Split('\n')[0]).ShouldBe((1, "NOT PROVED: Shop  (GO.md, prod)"), before.Out);
        rehearsed.ExitCode.ShouldBe(0, rehearsed.Err);
        ready.ExitCode.ShouldBe(0, ready.Out);
        using var json = JsonDocument.Parse(ready.Out);
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("pass");
        after.ExitCode.ShouldBe(1);
        after.Out.ShouldContain("was of another plan");
        after.Out.ShouldContain("1 files of the work tree are not as they were committed");
    }

    [Fact(Timeout = 120_000)]
    public async Task it_makes_nothing_that_changes_something()
    {
        _work.With("GO.md", "# Shop\n\n- [ ] All is well\n");
        TestProgram.Write(Path.Combine(_work.Folder, "touches.sh"), "#!/bin/sh\ntouch made\necho '{\"facts\":{\"a\":1}}'\n");
        _work.With(
            "slipway.yaml",
            """
            environments: {prod: {}}
            checks:
              touches: {run: ./touches.sh}
            ready:
              checks:
                own: {check: touches}
                raw: {check: program, run: ./touches.sh}
                command: {check: command, run: touch made}
                reads: {check: command, run: ls}
            """
        );
        var ended = await _work.SlipwayAsync("ready", "GO.md");

        ended.ExitCode.ShouldBe(1);
        ended.Out.ShouldContain("proved          reads");
        ended.Out.ShouldContain("command changes something, and this report only looks");
        ended.Out.ShouldContain("program changes something, and this report only looks");
        File.Exists(_work.In("made")).ShouldBeFalse();
    }
}
