using System.Diagnostics;

namespace Slipway.Testing;

/// <summary>
/// Real components that come from npm: installed into the folder of what is built, the first time that they are needed. Needs the
/// package <c>npm</c>.
/// </summary>
public static class NpmPackage
{
    /// <summary>The folder of its programs.</summary>
    public static async Task<string> InstalledAsync(string name, string version)
    {
        var folder = Path.Combine(Repository(), "artifacts", "npm", $"{name}-{version}");
        var programs = Path.Combine(folder, "node_modules", ".bin");
        if (!File.Exists(Path.Combine(programs, name)))
        {
            Directory.CreateDirectory(folder);
            await EndsAsync(new("npm", ["install", "--no-audit", "--no-fund", "--no-save", "--prefix", folder, $"{name}@{version}"]));
        }

        return programs;
    }

    /// <summary>Runs a program to its end; whatever it leaves running may keep its output open.</summary>
    public static async Task EndsAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        using var process =
            Process.Start(start)
            ?? throw new InvalidOperationException($"{start.FileName} is not installed: apt-get install npm (./test does it).");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.Holds($"{start.FileName} ends", () => process.HasExited, CancellationToken.None, TimeSpan.FromSeconds(90));
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with code {process.ExitCode}."
            );
        }
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Slipway.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The repository is not above the tests.");
        }

        return folder;
    }
}
