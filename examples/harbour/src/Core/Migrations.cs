using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Harbour;

/// <summary>One step of the schema.</summary>
/// <param name="Number">Position, from 1; the database keeps the last one in <c>user_version</c>.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Sql">What it does.</param>
public sealed record Migration(int Number, string Name, string Sql);

/// <summary>Brings a database to the schema of a release.</summary>
public static class Migrations
{
    /// <summary>The <c>NNN-name.sql</c> resources of an assembly, in order.</summary>
    public static IReadOnlyList<Migration> In(Assembly assembly) =>
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(it => it.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(it => new Migration(int.Parse(it.AsSpan(0, 3), CultureInfo.InvariantCulture), it, TextOf(assembly, it))),
        ];

    /// <summary>
    /// Applies what is missing, each step in a transaction of its own, and returns the names of what it applied. May run
    /// again: a step whose number the database has is left out.
    /// </summary>
    public static IReadOnlyList<string> Apply(HarbourDatabase database, IReadOnlyList<Migration> migrations, Fault fault)
    {
        using var connection = database.Open();
        connection.Run("PRAGMA journal_mode = WAL");
        var missing = migrations.Where(it => it.Number > connection.Scalar("PRAGMA user_version")).ToList();
        foreach (var migration in missing)
        {
            ApplyOne(connection, migration, fault);
        }

        return [.. missing.Select(it => it.Name)];
    }

    private static void ApplyOne(SqliteConnection connection, Migration migration, Fault fault)
    {
        using var transaction = connection.BeginTransaction();
        connection.Run(migration.Sql);
        if (fault == Fault.Migration && migration.Number > 1)
        {
            connection.Run("UPDATE berths SET length_of_quay_m = 180");
        }

        connection.Run($"PRAGMA user_version = {migration.Number}");
        transaction.Commit();
    }

    private static string TextOf(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
