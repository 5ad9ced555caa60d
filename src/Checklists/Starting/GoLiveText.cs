using System.Text;
using Slipway.Checklists.Filling;

namespace Slipway.Checklists.Starting;

/// <summary>
/// Writes a first checklist with the commands that the repository really offers. What it does not offer is left open in angle
/// brackets, which never run, so that nothing looks done that is not.
/// </summary>
internal sealed class GoLiveText(RepositoryFacts facts)
{
    private const string Blank = "`_______________`";

    private readonly StringBuilder _text = new();

    /// <summary>The whole document.</summary>
    public string Write()
    {
        Head();
        Before();
        Deploy();
        SmokeTests();
        Figures();
        Rollback();
        Afterwards();
        return _text.ToString();
    }

    private void Head() =>
        Lines(
            $"# {SafeText.Write(facts.Name, default)}: go live",
            "",
            "Written by `slipway init` from what stands in this repository. What stands in `<angle brackets>` is yours to fill in; it never",
            "runs as it is. `slipway plan` names what is still open and shows what would happen.",
            "",
            $"**Version:** {Blank}",
            $"**Date:** {Blank}",
            $"**Release lead:** {Blank}",
            ""
        );

    private void Before()
    {
        Lines("## 1. Before the release", "", "### Build and test", "");
        Lines("- [ ] Working tree is clean <!-- slipway: check=git fact=clean -->");
        Steps(Purpose.Install, null);
        Steps(Purpose.Check, null);
        Steps(Purpose.Build, ("The release is built", "<build command>"));
        Steps(Purpose.Test, ("Tests pass", "<test command>"));
        Lines("", "### Readiness", "");
        Lines("- [ ] The rollback steps below were tried on a test environment");
        Lines("- [ ] Those who are affected know when it happens");
        Lines("- [ ] Somebody is on call for the first day: ___________");
        Lines("", "### Approvals", "");
        Lines("- [ ] Product owner approves: ___________  Date: ___________");
        Lines("- [ ] Technical lead approves: ___________  Date: ___________", "");
    }

    private void Deploy()
    {
        Lines("## 2. Release", "", $"**Start time:** {Blank}", "");
        if (facts.HasDatabase || facts.For(Purpose.Backup).Count > 0)
        {
            Lines("### Backup", "");
            Steps(Purpose.Backup, ("Database is backed up", "<backup command>"));
            Lines(
                "- [ ] The backup can be restored: it was opened or restored elsewhere",
                $"  - Backup file: {Blank}",
                "  - Backup size: `_____ MB`",
                ""
            );
            Lines("### Migration", "");
            Steps(Purpose.Migrate, ("Migrations are applied", "<migration command>"));
            Steps(Purpose.Migrated, null);
            Lines("");
        }

        Lines("### Deployment", "");
        Steps(Purpose.Deploy, ("New version is deployed", "<deploy command>"));
        Steps(Purpose.Status, null);
        Lines("", $"**End time:** {Blank}", "");
    }

    private void SmokeTests()
    {
        Lines("## 3. Smoke tests", "");
        Health();
        Steps(Purpose.Smoke, null);
        Lines("- [ ] A person signs in and does the most important thing: `PASS / FAIL`");
        Lines("- [ ] No new errors in the logs since the start: `Yes / No`", "");
    }

    private void Health()
    {
        var path = facts.HealthPath ?? "/";
        Lines($"- [ ] It answers: `GET {path}` returns 200 <!-- slipway: check=http url={path} expect=\"status 200\" attempts=5 -->");
    }

    private void Figures() =>
        Lines(
            "## 4. Figures and decision",
            "",
            "| Metric | Target | Actual | Status |",
            "|--------|--------|--------|--------|",
            "| Error rate | < 1% | `_____` | ☐ |",
            "| Response time (p95) | < 500 ms | `_____` | ☐ |",
            "| Downtime | < 5 min | `_____` | ☐ |",
            "",
            "- Decision: `GO / NO-GO`",
            $"- Decided by: {Blank}",
            $"- Time: {Blank}",
            ""
        );

    private void Rollback()
    {
        Lines("## 5. Rollback", "", "### Roll back when", "");
        Lines(
            "- Error rate >= 1% for 5 minutes",
            $"- `GET {facts.HealthPath ?? "/"}` does not answer for 2 minutes",
            "- Data is lost or damaged",
            ""
        );
        Lines("### Rollback steps", "");
        var number = 1;
        foreach (var step in Or(Purpose.Rollback, ("Put the old version back", "<rollback command>")))
        {
            Lines($"{number++}. {step.Title}", "   ```bash", $"   {step.Command}", "   ```");
        }

        if (facts.HasDatabase)
        {
            Lines($"{number}. Restore the backup, only when data was damaged", "   ```bash", "   <restore command>", "   ```");
        }

        Lines("", "### Rollback verification", "");
        Health();
        Lines("- [ ] The old version is the one that answers: `Yes / No`", "");
    }

    private void Afterwards() =>
        Lines(
            "## 6. First 24 hours",
            "",
            "- [ ] Error rate stays below 1%, looked at every 15 minutes",
            "- [ ] No new errors in the logs",
            "- [ ] The next backup was made",
            "",
            "## Sign-off",
            "",
            $"**Released by:** {Blank}",
            $"**Date:** {Blank}",
            "**Status:** □ LIVE  □ ROLLED BACK"
        );

    private void Steps(Purpose purpose, (string Title, string Command)? open)
    {
        foreach (var step in Or(purpose, open))
        {
            var expected = step.Expected is null ? "" : $" expect=\"{step.Expected}\"";
            Lines($"- [ ] {step.Title}", $"  ```bash{expected}", $"  {step.Command}", "  ```");
        }
    }

    private IReadOnlyList<FoundCommand> Or(Purpose purpose, (string Title, string Command)? open) =>
        facts.For(purpose) is { Count: > 0 } found ? found
        : open is var (title, command) ? [new(purpose, title, command)]
        : [];

    private void Lines(params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            _text.Append(line).Append('\n');
        }
    }
}
