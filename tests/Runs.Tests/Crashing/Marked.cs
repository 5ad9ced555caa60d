using System.Diagnostics;

namespace Slipway.Runs.Tests.Crashing;

/// <summary>Processes that carry the marker of one run, and of no other.</summary>
internal static class Marked
{
    public static IReadOnlyList<int> With(string mark) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(it => int.TryParse(Path.GetFileName(it), out var pid) ? pid : 0)
                .Where(it => it > 0 && Carries(it, $"SLIPWAY_STEP={mark}")),
        ];

    /// <summary>Ends them, and waits until they are gone.</summary>
    public static void KillAll(string mark)
    {
        foreach (var pid in With(mark))
        {
            try
            {
                using var process = Process.GetProcessById(pid);
                process.Kill();
                process.WaitForExit(5_000);
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It ended by itself.
            }
        }
    }

    private static bool Carries(int pid, string variable)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/environ").Split('\0').Any(it => it.StartsWith(variable, StringComparison.Ordinal));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
