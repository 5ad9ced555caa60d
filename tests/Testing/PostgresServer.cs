using System.Diagnostics;

namespace Slipway.Testing;

/// <summary>
/// A real PostgreSQL of its own, on a Unix socket in a temporary folder, for all tests of an assembly
/// (<c>[assembly: AssemblyFixture(typeof(PostgresServer))]</c>). As root it runs as the user <c>postgres</c>.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Script = """
        set -e
        folder=$(mktemp -d /tmp/slipway-pg-XXXXXX)
        "$0/initdb" -D "$folder/data" -A trust -U postgres --no-sync -E UTF8 --locale=C >/dev/null
        echo "$folder"
        exec "$0/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off >"$folder/log" 2>&1
        """;

    private Process? _server;
    private string? _folder;

    /// <summary>Connection string of the superuser; fails with what is missing where CI is set, and leaves the test out elsewhere.</summary>
    public string Connection
    {
        get
        {
            Needed.OrFail(_folder is not null, "PostgreSQL", "postgresql");

            return $"Host={_folder};Username=postgres;Database=postgres";
        }
    }

    /// <summary>The folder of its socket.</summary>
    public string SocketFolder => Connection.Split(';')[0]["Host=".Length..];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .EnumerateDirectories("/usr/lib/postgresql")
                .Select(it => Path.Combine(it, "bin"))
                .OrderDescending(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        if (programs.FirstOrDefault(it => File.Exists(Path.Combine(it, "initdb"))) is not { } found)
        {
            return;
        }

        string[] words = ["bash", "-c", Script, found];
        string[] line =
            Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. words] : words;
        _server = Process.Start(
            new ProcessStartInfo(line[0], line[1..])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
                WorkingDirectory = "/tmp",
            }
        )!;
        _folder = await _server.StandardOutput.ReadLineAsync();
        await Eventually.Holds(
            $"PostgreSQL listens (see {_folder}/log)",
            () => _folder is not null && File.Exists(Path.Combine(_folder, ".s.PGSQL.5432.lock")) && LogSays("ready to accept connections"),
            CancellationToken.None,
            TimeSpan.FromSeconds(30)
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
        }

        _server?.Dispose();
        if (_folder is not null)
        {
            await Eventually.Holds("the folder is gone", () => Deleted(_folder), CancellationToken.None);
        }
    }

    /// <summary>Its helpers write for a moment after their parent has gone.</summary>
    private static bool Deleted(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private bool LogSays(string words)
    {
        var log = Path.Combine(_folder!, "log");
        return File.Exists(log) && File.ReadAllText(log).Contains(words, StringComparison.Ordinal);
    }
}
