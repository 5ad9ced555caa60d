using System.Text.RegularExpressions;

namespace Slipway.Checks.Postgresql.Migrations;

/// <summary>The tools whose books can be read.</summary>
internal static partial class MigrationTools
{
    /// <summary>Made anew for each look: some remember what they read.</summary>
    public static IReadOnlyList<MigrationTool> All() =>
        [
            new AlembicTool(),
            new DjangoTool(),
            new NamedTool("efcore", "__EFMigrationsHistory", ["MigrationId", "ProductVersion"], "MigrationId", OfEf, it => it),
            new FlywayTool(),
            new GolangMigrateTool(),
            new NamedTool("knex", "knex_migrations", ["name", "batch"], "name", OfScript, WithoutEnding, "knex_migrations_lock"),
            new NamedTool("laravel", "migrations", ["migration", "batch"], "migration", OfPhp, WithoutEnding),
            new LiquibaseTool(),
            new PrismaTool(),
            new NamedTool("rails", "schema_migrations", ["version"], "version", OfVersion, Digits),
            new NamedTool("sequelize", "SequelizeMeta", ["name"], "name", OfScript, WithoutEnding),
        ];

    private static string? OfEf(MigrationFile file) =>
        Ef().Match(file.Name) is { Success: true } found && !file.Name.EndsWith(".Designer.cs", StringComparison.Ordinal)
            ? found.Groups[1].Value
            : null;

    private static string? OfScript(MigrationFile file) =>
        Script().IsMatch(file.Name) && !file.Name.EndsWith(".d.ts", StringComparison.Ordinal) ? file.Name : null;

    private static string? OfPhp(MigrationFile file) => file.Name.EndsWith(".php", StringComparison.Ordinal) ? file.Name : null;

    private static string? OfVersion(MigrationFile file) =>
        Version().Match(file.Name) is { Success: true } found ? found.Groups[1].Value : null;

    private static string WithoutEnding(string name) => Ending().Replace(name, "");

    private static string Digits(string version) => version.TrimStart('0') is { Length: > 0 } digits ? digits : "0";

    [GeneratedRegex(@"^([0-9]{14}_[^.]{1,200})\.(?:Designer\.)?cs$")]
    private static partial Regex Ef();

    [GeneratedRegex(@"\.(?:js|ts|mjs|cjs|mts|cts)$")]
    private static partial Regex Script();

    [GeneratedRegex(@"^([0-9]{1,20})_.{1,200}\.(?:rb|sql)$")]
    private static partial Regex Version();

    [GeneratedRegex(@"\.(?:js|ts|mjs|cjs|mts|cts|php|sql|coffee|py)$")]
    private static partial Regex Ending();
}
