using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Checklists.Starting;

/// <summary>The commands of a repository with a <c>package.json</c>.</summary>
internal static class NodeCommands
{
    private static readonly (Purpose Purpose, string Script, string Title)[] Scripts =
    [
        (Purpose.Check, "lint", "Linter finds nothing"),
        (Purpose.Check, "typecheck", "Types are sound"),
        (Purpose.Check, "type-check", "Types are sound"),
        (Purpose.Build, "build", "Build succeeds"),
        (Purpose.Test, "test", "Tests pass"),
        (Purpose.Test, "test:unit", "Unit tests pass"),
        (Purpose.Test, "test:integration", "Integration tests pass"),
        (Purpose.Test, "test:e2e", "End-to-end tests pass"),
        (Purpose.Backup, "backup", "Database is backed up"),
        (Purpose.Backup, "db:backup", "Database is backed up"),
        (Purpose.Migrate, "migrate", "Migrations are applied"),
        (Purpose.Migrate, "db:migrate", "Migrations are applied"),
        (Purpose.Migrate, "migrate:deploy", "Migrations are applied"),
        (Purpose.Deploy, "deploy", "New version is deployed"),
        (Purpose.Smoke, "smoke", "Smoke tests pass"),
        (Purpose.Smoke, "test:smoke", "Smoke tests pass"),
        (Purpose.Rollback, "rollback", "Old version is back"),
    ];

    /// <summary>What <c>package.json</c> offers, by the package manager whose lock file is there.</summary>
    public static IEnumerable<FoundCommand> In(RepositoryLook look)
    {
        if (Read(look.Text("package.json")) is not { } package)
        {
            yield break;
        }

        var (manager, install) = ManagerOf(look);
        yield return new(Purpose.Install, "Dependencies are installed", install);
        foreach (var (purpose, name, title) in Scripts)
        {
            if (package["scripts"] is JsonObject scripts && scripts[name] is JsonValue script && IsReal(script))
            {
                yield return new(purpose, title, name == "test" && manager != "bun" ? $"{manager} test" : $"{manager} run {name}");
            }
        }

        if (look.Has("prisma/schema.prisma"))
        {
            yield return new(Purpose.Migrate, "Migrations are applied", "npx prisma migrate deploy");
            yield return new(Purpose.Migrated, "Database has the new shape", "npx prisma migrate status");
        }
    }

    private static (string Manager, string Install) ManagerOf(RepositoryLook look) =>
        look.Has("pnpm-lock.yaml") ? ("pnpm", "pnpm install --frozen-lockfile")
        : look.Has("yarn.lock") ? ("yarn", "yarn install --frozen-lockfile")
        : look.FirstOf("bun.lock", "bun.lockb") is not null ? ("bun", "bun install --frozen-lockfile")
        : look.Has("package-lock.json") ? ("npm", "npm ci")
        : ("npm", "npm install");

    /// <summary>The script that <c>npm init</c> writes only fails; it tests nothing.</summary>
    private static bool IsReal(JsonValue script) =>
        script.TryGetValue<string>(out var text) && text.Trim().Length > 0 && !text.Contains("no test specified", StringComparison.Ordinal);

    private static JsonObject? Read(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text, documentOptions: new() { MaxDepth = 32 }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
