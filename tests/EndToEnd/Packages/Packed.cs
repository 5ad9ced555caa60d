using System.Diagnostics;

namespace Slipway.EndToEnd.Packages;

/// <summary>Everything that is shipped, made twice from two fresh clones in two folders, and the tool once more from an archive without git.</summary>
public sealed class Packed : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(40);

    private readonly string _top = Directory.CreateTempSubdirectory("slipway-packages-").FullName;

    public string First => Path.Combine(_top, "first");

    public string Second => Path.Combine(_top, "second");

    public string FromArchive => Path.Combine(_top, "archive");

    /// <summary>The commit that was packed; the repository may have gone on meanwhile.</summary>
    public string Commit { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await BashAsync(
            $"""
            git clone -q '{Workplace.Repository}' {_top}/a
            mkdir -p {_top}/elsewhere/deeper
            git clone -q '{Workplace.Repository}' {_top}/elsewhere/deeper/b
            mkdir {_top}/c && git -C '{Workplace.Repository}' archive HEAD | tar -x -C {_top}/c
            {_top}/a/deploy/package.sh --output {First}
            touch {_top}/elsewhere/deeper/b/README.md
            umask 077
            TZ=Asia/Tokyo {_top}/elsewhere/deeper/b/deploy/package.sh --output {Second}
            {_top}/c/deploy/package.sh --only tool --output {FromArchive}
            """
        );
        Commit = (await BashAsync($"git -C {_top}/a rev-parse HEAD")).Trim();
    }

    /// <summary>Runs lines of bash, and fails with what they said when they fail.</summary>
    public static async Task<string> BashAsync(string lines)
    {
        var info = new ProcessStartInfo("bash", ["-c", $"set -euo pipefail\nexec 2>&1\n{lines}"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(info)!;
        var said = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, await said);
        return await said;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_top, recursive: true);
        return ValueTask.CompletedTask;
    }
}
