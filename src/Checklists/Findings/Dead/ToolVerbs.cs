namespace Slipway.Checklists.Findings.Dead;

/// <summary>Words that a tool knows by itself: none of them is a script of the repository.</summary>
internal static class ToolVerbs
{
    public static IReadOnlySet<string> Yarn { get; } =
        new HashSet<string>(
            [
                "install",
                "add",
                "remove",
                "run",
                "exec",
                "dlx",
                "node",
                "why",
                "workspace",
                "workspaces",
                "config",
                "cache",
                "audit",
                "outdated",
                "upgrade",
                "link",
                "pack",
                "publish",
                "version",
                "init",
                "set",
                "plugin",
                "dedupe",
                "global",
                "info",
                "list",
                "create",
            ],
            StringComparer.Ordinal
        );

    public static IReadOnlySet<string> Pnpm { get; } =
        new HashSet<string>(
            [
                "install",
                "i",
                "add",
                "remove",
                "exec",
                "dlx",
                "update",
                "up",
                "audit",
                "outdated",
                "list",
                "ls",
                "why",
                "store",
                "config",
                "fetch",
                "deploy",
                "publish",
                "pack",
                "link",
                "import",
                "rebuild",
                "prune",
                "init",
                "create",
                "env",
                "setup",
                "dedupe",
                "licenses",
            ],
            StringComparer.Ordinal
        );

    public static IReadOnlySet<string> Composer { get; } =
        new HashSet<string>(
            [
                "install",
                "update",
                "require",
                "remove",
                "dump-autoload",
                "dumpautoload",
                "validate",
                "show",
                "outdated",
                "audit",
                "exec",
                "config",
                "create-project",
                "global",
                "self-update",
                "init",
                "diagnose",
                "clear-cache",
                "check-platform-reqs",
                "why",
                "status",
            ],
            StringComparer.Ordinal
        );

    public static IReadOnlySet<string> Gradle { get; } =
        new HashSet<string>(
            [
                "build",
                "clean",
                "test",
                "check",
                "assemble",
                "jar",
                "run",
                "bootRun",
                "bootJar",
                "bootBuildImage",
                "war",
                "publish",
                "tasks",
                "help",
                "dependencies",
                "projects",
                "properties",
                "classes",
                "compileJava",
                "compileKotlin",
                "javadoc",
                "init",
                "wrapper",
                "installDist",
                "distZip",
                "flywayMigrate",
                "flywayInfo",
                "flywayValidate",
                "spotlessCheck",
                "ktlintCheck",
                "detekt",
                "jacocoTestReport",
                "shadowJar",
                "dockerBuild",
                "integrationTest",
            ],
            StringComparer.Ordinal
        );
}
