using System.Diagnostics;

namespace Slipway.Testing;

/// <summary>
/// A real PostgreSQL that archives and encrypts, and a standby that copies it, in a temporary folder. As root both run as the
/// user <c>postgres</c>. Needs the packages <c>postgresql</c> and <c>openssl</c>.
/// </summary>
public sealed class PostgresPair : IAsyncLifetime
{
    private const string Script = """
        set -e
        bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
        folder=$(mktemp -d /tmp/slipway-pair-XXXXXX)
        mkdir "$folder/archive" "$folder/first" "$folder/second"
        "$bin/initdb" -D "$folder/data" -A trust -U postgres --no-sync -E UTF8 --locale=C >/dev/null
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost -days 2 \
            -keyout "$folder/data/server.key" -out "$folder/data/server.crt" 2>/dev/null
        chmod 600 "$folder/data/server.key"
        cat >>"$folder/data/postgresql.conf" <<SETTINGS
        fsync = off
        ssl = on
        archive_mode = on
        archive_command = 'test ! -e $folder/broken && cp %p $folder/archive/%f'
        listen_addresses = '127.0.0.1'
        port = $0
        unix_socket_directories = '$folder/first'
        wal_receiver_status_interval = 1
        SETTINGS
        "$bin/postgres" -D "$folder/data" >"$folder/log" 2>&1 &
        for i in $(seq 300); do "$bin/pg_isready" -q -h "$folder/first" -p "$0" && break; sleep 0.1; done
        "$bin/pg_basebackup" -h "$folder/first" -p "$0" -U postgres -D "$folder/copy" -R -c fast --no-sync >/dev/null
        "$bin/postgres" -D "$folder/copy" -c listen_addresses= -c "unix_socket_directories=$folder/second" >"$folder/copy.log" 2>&1 &
        for i in $(seq 300); do "$bin/pg_isready" -q -h "$folder/second" -p "$0" && break; sleep 0.1; done
        echo "$folder"
        wait
        """;

    private readonly int _port = FreePort.Find();
    private Process? _servers;
    private string? _folder;

    /// <summary>The primary, over its socket.</summary>
    public string Primary => $"Host={Folder}/first;Port={_port};Username=postgres;Database=postgres";

    /// <summary>The primary, over TLS.</summary>
    public string Encrypted =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;SSL Mode=Require;Trust Server Certificate=true";

    /// <summary>The standby, over its socket.</summary>
    public string Standby => $"Host={Folder}/second;Port={_port};Username=postgres;Database=postgres";

    private string Folder =>
        _folder
        ?? throw new InvalidOperationException(
            "PostgreSQL or openssl is not installed: apt-get install postgresql openssl (./test does it)."
        );

    /// <summary>Makes archiving fail, or work again.</summary>
    public void Break(bool broken)
    {
        var mark = Path.Combine(Folder, "broken");
        if (broken)
        {
            File.WriteAllText(mark, "");
        }
        else
        {
            File.Delete(mark);
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string[] words = ["bash", "-c", Script, _port.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        string[] line =
            Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. words] : words;
        _servers = Process.Start(
            new ProcessStartInfo(line[0], line[1..])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
                WorkingDirectory = "/tmp",
            }
        )!;
        _folder = await _servers.StandardOutput.ReadLineAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_servers is { HasExited: false })
        {
            _servers.Kill(entireProcessTree: true);
            await _servers.WaitForExitAsync();
        }

        _servers?.Dispose();
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
}
