using System.Diagnostics;
using System.Globalization;

namespace Slipway.Testing;

/// <summary>A real MariaDB on a port of the loopback address and a socket, with its files in a temporary folder. Needs the package <c>mariadb-server</c>.</summary>
public sealed class MysqlServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process _server;

    private MysqlServer(string[] settings)
    {
        string[] usual =
        [
            "--no-defaults",
            .. Owner,
            $"--datadir={_folder["data"]}",
            "--innodb-log-file-size=4M",
            "--innodb-buffer-pool-size=8M",
            "--innodb-flush-method=fsync",
        ];
        Directory.CreateDirectory(_folder["data"]);
        using (var install = Start("mariadb-install-db", [.. usual, "--skip-test-db", "--auth-root-authentication-method=normal"]))
        {
            _ = install.StandardError.ReadToEndAsync();
            _ = install.StandardOutput.ReadToEnd();
            install.WaitForExit();
        }

        string[] listening =
        [
            $"--socket={Socket}",
            string.Create(CultureInfo.InvariantCulture, $"--port={Port}"),
            "--bind-address=127.0.0.1",
            $"--pid-file={_folder["pid"]}",
            "--skip-name-resolve",
            "--innodb-flush-log-at-trx-commit=0",
        ];
        _server = Start("mariadbd", [.. usual, .. listening, .. settings]);
        _ = _server.StandardOutput.ReadToEndAsync();
        _ = _server.StandardError.ReadToEndAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; } = FreePort.Find();

    /// <summary>Its socket.</summary>
    public string Socket => _folder["socket"];

    /// <summary>Starts one, with settings as on its command line, and waits until it answers.</summary>
    public static async Task<MysqlServer> StartAsync(CancellationToken ct, params string[] settings)
    {
        var server = new MysqlServer(settings);
        await Eventually.Holds("MariaDB listens", () => server.Listens(), ct, TimeSpan.FromSeconds(30));
        return server;
    }

    /// <summary>Carries out statements as its superuser.</summary>
    public async Task<string> DoAsync(string statements, CancellationToken ct)
    {
        using var client = Start(
            "mariadb",
            ["--no-defaults", $"--socket={Socket}", "--batch", "--skip-column-names", $"--execute={statements}"]
        );
        var error = client.StandardError.ReadToEndAsync(ct);
        var said = await client.StandardOutput.ReadToEndAsync(ct);
        await client.WaitForExitAsync(ct);
        return client.ExitCode == 0 ? said.Trim() : throw new InvalidOperationException($"MariaDB refused {statements}: {await error}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _folder.Dispose();
    }

    private static string[] Owner => Environment.UserName == "root" ? ["--user=root"] : [];

    private bool Listens() =>
        _server.HasExited ? throw new InvalidOperationException($"MariaDB ended with code {_server.ExitCode}.") : File.Exists(Socket);

    private static Process Start(string program, string[] words)
    {
        var path = new[] { $"/usr/bin/{program}", $"/usr/sbin/{program}" }.FirstOrDefault(File.Exists);
        return Process.Start(
            new ProcessStartInfo(
                path
                    ?? throw new InvalidOperationException($"{program} is not installed: apt-get install mariadb-server (./test does it)."),
                words
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                WorkingDirectory = "/tmp",
            }
        )!;
    }
}
