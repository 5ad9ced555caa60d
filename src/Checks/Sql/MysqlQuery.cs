using System.Data;
using System.Data.Common;
using System.Globalization;
using Slipway.Checks.Looks;
using Slipway.Checks.Mysql;
using Slipway.Kernel;

namespace Slipway.Checks.Sql;

/// <summary>A person's question to MySQL or MariaDB, in a transaction that may only read (see <see cref="MysqlClient"/>).</summary>
internal static class MysqlQuery
{
    /// <summary>A procedure could end the transaction, and so could anything that is no question.</summary>
    private static readonly string[] Beginnings = ["SELECT", "WITH", "SHOW", "TABLE", "VALUES", "DESC", "DESCRIBE", "EXPLAIN"];

    public static async Task<Observation> AskAsync(
        SettingReader settings,
        MysqlAddress address,
        string query,
        Func<DbDataReader, Task<Observation>> read,
        CancellationToken ct
    )
    {
        if (!Reads(query))
        {
            throw new SettingException(
                $"sql: for MySQL a query begins with one of {string.Join(", ", Beginnings)}, and holds neither OUTFILE nor DUMPFILE."
            );
        }

        var table = (await new MysqlClient(settings, address).AskAsync(ct, query))[0];
        using var copy = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var (at, _) in table.Columns.Index())
        {
            copy.Columns.Add(at.ToString(CultureInfo.InvariantCulture), typeof(string));
        }

        foreach (var row in table.Rows)
        {
            copy.Rows.Add([.. row.Select(it => (object?)it ?? DBNull.Value)]);
        }

        await using var reader = copy.CreateDataReader();
        return await read(reader);
    }

    private static bool Reads(string query)
    {
        var word = new string([.. query.TrimStart().TrimStart('(').TrimStart().TakeWhile(char.IsAsciiLetter)]);
        return Beginnings.Contains(word, StringComparer.OrdinalIgnoreCase)
            && !query.Contains("OUTFILE", StringComparison.OrdinalIgnoreCase)
            && !query.Contains("DUMPFILE", StringComparison.OrdinalIgnoreCase);
    }
}
