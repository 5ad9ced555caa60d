using System.Diagnostics;

namespace Slipway.Checks.Tests;

/// <summary>Runs a real program of another house, for what it leaves behind. One that is missing fails the test and names its package.</summary>
internal static class OutsideProgram
{
    /// <summary>Runs it to its end and returns its exit code and output.</summary>
    public static async Task<(int Code, string Out)> RunAsync(string package, string folder, string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process started;
        try
        {
            started = Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Fail($"{program} is not installed: apt-get install {package} (./test does it).");
            throw;
        }

        using var process = started;
        var ct = TestContext.Current.CancellationToken;
        var error = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, output + await error);
    }
}
