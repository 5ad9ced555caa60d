using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Slipway.Cli;

/// <summary>Questions to git that change nothing.</summary>
internal static class GitCalls
{
    /// <summary>Tags and branches; null where there is no git, or where only a part of the history is.</summary>
    public static IReadOnlyList<string>? Names(string folder) =>
        Ask(folder, "rev-parse", "--is-shallow-repository")?.Trim() == "false"
            ? Ask(folder, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
                ?.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : null;

    /// <summary>What git answers; null when it refuses, or is not there.</summary>
    public static string? Ask(string folder, params string[] arguments)
    {
        try
        {
            using var git = Start(folder, arguments);
            git.StandardInput.Close();
            var answer = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? answer : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Starts git in a folder; nothing in the folder's own configuration is carried out.</summary>
    public static Process Start(string folder, params string[] arguments)
    {
        var info = new ProcessStartInfo("git", ["-C", folder, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        var git = Process.Start(info) ?? throw new Win32Exception("git does not start.");
        git.ErrorDataReceived += (_, _) => { };
        git.BeginErrorReadLine();
        return git;
    }
}
