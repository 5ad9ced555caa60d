using System.Diagnostics;

namespace Slipway.Testing;

/// <summary>
/// Writes programs that tests then start. A process of its own writes them: a file that this process has open for writing is
/// inherited by whatever another test starts in that moment, and starting the file fails with "text file busy" until that one
/// has begun.
/// </summary>
public static class TestProgram
{
    /// <summary>Writes a file that may be started.</summary>
    public static void Write(string path, string text)
    {
        ProcessStartInfo how = new("/bin/sh", ["-c", "cat > \"$1\" && chmod 700 \"$1\"", "sh", path])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        using var writer = Process.Start(how)!;
        writer.StandardInput.Write(text);
        writer.StandardInput.Close();
        writer.WaitForExit();
        if (writer.ExitCode != 0)
        {
            throw new IOException($"{path} could not be written: sh ended with {writer.ExitCode}.");
        }
    }
}
