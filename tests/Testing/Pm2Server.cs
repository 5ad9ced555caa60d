using System.Diagnostics;

namespace Slipway.Testing;

/// <summary>
/// A real pm2 with a home of its own; it comes from npm (see <see cref="NpmPackage"/>).
/// </summary>
public sealed class Pm2Server : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private string _programs = "";

    /// <summary>Where its programs are, and node.</summary>
    public string Path => $"{_programs}:/usr/local/bin:/usr/bin:/bin";

    /// <summary>Its home.</summary>
    public string Home => _folder.Path;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _programs = await NpmPackage.InstalledAsync("pm2", "7.0.4");
        _folder.Write("stays.js", "setInterval(() => {}, 1000)");
        _folder.Write("ends.js", "process.exit(3)");
        var all = _folder.Write(
            "all.json",
            """
            {"apps":[{"name":"shop","script":"stays.js","instances":2,"exec_mode":"fork","env":{"KEY":"s3cret"}},
            {"name":"mail","script":"stays.js"},{"name":"bad","script":"ends.js","autorestart":false}]}
            """
        );
        await DoAsync("start", all);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DoAsync("kill");
        _folder.Dispose();
    }

    private async Task DoAsync(params string[] words)
    {
        var start = new ProcessStartInfo($"{_programs}/pm2", words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["HOME"] = _folder.Path;
        start.Environment["PM2_HOME"] = System.IO.Path.Combine(_folder.Path, ".pm2");
        start.Environment["PATH"] = Path;
        await NpmPackage.EndsAsync(start);
    }
}
