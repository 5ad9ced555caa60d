using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Slipway.Platform.Database;

/// <summary>Has SQLite ask, for each thing that a statement would do, whether it may (sqlite3_set_authorizer).</summary>
internal static class ReadingOnly
{
    private const int Allowed = 0;
    private const int Denied = 1;

    /// <summary>SQLITE_READ, SQLITE_SELECT, SQLITE_TRANSACTION, SQLITE_FUNCTION, SQLITE_RECURSIVE.</summary>
    private static readonly int[] Reads = [20, 21, 22, 31, 33];
    private const int Pragma = 19;

    private static readonly delegate_authorizer Judge = (_, action, _, argument, _, _) =>
        Reads.Contains(action) || action == Pragma && argument.utf8_to_string() is null ? Allowed : Denied;

    public static void Enforce(SqliteConnection connection) => raw.sqlite3_set_authorizer(connection.Handle, Judge, null);
}
