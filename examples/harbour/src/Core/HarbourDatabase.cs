using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Harbour;

/// <summary>The database, on the SQLite that the system brings.</summary>
public sealed class HarbourDatabase(string file)
{
    static HarbourDatabase()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, FindSystemSqlite);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }

    /// <summary>The file.</summary>
    public string File => file;

    /// <summary>An open connection; the caller closes it. A writer that meets another one waits up to 5 s.</summary>
    public SqliteConnection Open(SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                DefaultTimeout = 5,
            }.ToString()
        );
        connection.Open();
        return connection;
    }

    /// <summary>The number of the last migration that was applied; 0 for a database without any.</summary>
    public int Schema()
    {
        using var connection = Open();
        return (int)connection.Scalar("PRAGMA user_version");
    }

    /// <summary>Copies the database while it is in use, and says how many bytes that made.</summary>
    public long BackUpTo(string target)
    {
        using (var from = Open(SqliteOpenMode.ReadOnly))
        using (var to = new HarbourDatabase(target).Open())
        {
            from.BackupDatabase(to);
        }

        SqliteConnection.ClearAllPools();
        return new FileInfo(target).Length;
    }

    private static IntPtr FindSystemSqlite(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var library) ? library : IntPtr.Zero;
}

/// <summary>The few things that are asked of a connection.</summary>
public static class SqliteConnectionExtensions
{
    extension(SqliteConnection connection)
    {
        /// <summary>A command whose parameters are <c>$1</c>, <c>$2</c> and so on.</summary>
        public SqliteCommand Command(string sql, params ReadOnlySpan<object?> values)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
            }

            return command;
        }

        /// <summary>The first column of the first row as a whole number; 0 when there is none.</summary>
        public long Scalar(string sql, params ReadOnlySpan<object?> values)
        {
            using var command = connection.Command(sql, values);
            return command.ExecuteScalar() is long number ? number : 0;
        }

        /// <summary>Runs a statement and says how many rows it changed.</summary>
        public int Run(string sql, params ReadOnlySpan<object?> values)
        {
            using var command = connection.Command(sql, values);
            return command.ExecuteNonQuery();
        }

        /// <summary>Every row, each made into a value.</summary>
        public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> make, params ReadOnlySpan<object?> values)
        {
            using var command = connection.Command(sql, values);
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(make(reader));
            }

            return rows;
        }
    }
}
