using System.Text.RegularExpressions;

namespace Slipway.Checklists.Starting;

/// <summary>The commands that a team wrote itself: scripts and make targets. They win over what tools offer.</summary>
internal static partial class ScriptCommands
{
    private static readonly (Purpose Purpose, string[] Names, string Title)[] Known =
    [
        (Purpose.Check, ["lint", "check"], "Checks find nothing"),
        (Purpose.Build, ["build"], "Build succeeds"),
        (Purpose.Test, ["test", "tests"], "Tests pass"),
        (Purpose.Backup, ["backup", "backup-db", "db-backup"], "Database is backed up"),
        (Purpose.Migrate, ["migrate", "db-migrate", "migrate-up"], "Migrations are applied"),
        (Purpose.Deploy, ["deploy", "release", "deploy-prod", "deploy-production"], "New version is deployed"),
        (Purpose.Smoke, ["smoke", "smoke-test", "smoke-tests", "smoke_test"], "Smoke tests pass"),
        (Purpose.Rollback, ["rollback", "roll-back"], "Old version is back"),
    ];

    private static readonly string[] Folders = ["scripts/", "script/", "bin/", "deploy/", ""];

    /// <summary>For each purpose the first script or target of its name.</summary>
    public static IEnumerable<FoundCommand> In(RepositoryLook look)
    {
        var targets = TargetsOf(look);
        foreach (var (purpose, names, title) in Known)
        {
            var script = Folders.SelectMany(folder => names.Select(name => $"{folder}{name}.sh")).FirstOrDefault(look.Has);
            var target = names.FirstOrDefault(targets.Contains);
            if (script is not null && purpose is not (Purpose.Build or Purpose.Test or Purpose.Check))
            {
                yield return new(purpose, title, $"./{script}");
            }
            else if (target is not null)
            {
                yield return new(purpose, title, $"make {target}");
            }
            else if (script is not null)
            {
                yield return new(purpose, title, $"./{script}");
            }
        }
    }

    private static HashSet<string> TargetsOf(RepositoryLook look) =>
        look.FirstOf("Makefile", "makefile", "GNUmakefile") is { } file
            ? [.. Target().Matches(look.Text(file)).Select(it => it.Groups["name"].Value)]
            : [];

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9_.-]+)[ \t]*:(?:[^=]|$)", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex Target();
}
