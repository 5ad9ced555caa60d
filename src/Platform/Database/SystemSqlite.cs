using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Slipway.Platform.Database;

/// <summary>Points the provider, which asks for a bundled <c>e_sqlite3</c>, at the system's library.</summary>
internal static class SystemSqlite
{
    private static readonly string[] Names = ["libsqlite3.so.0", "libsqlite3.so", "libsqlite3.dylib", "winsqlite3.dll", "e_sqlite3"];

    private static readonly Lazy<bool> Ready = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    });

    /// <summary>May be called any number of times.</summary>
    public static void Use() => _ = Ready.Value;

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != "e_sqlite3")
        {
            return 0;
        }

        foreach (var candidate in Names)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, search, out var library))
            {
                return library;
            }
        }

        return 0;
    }
}
