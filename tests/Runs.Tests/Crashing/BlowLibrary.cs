using System.Diagnostics;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Crashing;

/// <summary>The library that is preloaded into a process to strike it at one of its acts on files; compiled once, with the machine's cc.</summary>
internal static class BlowLibrary
{
    private static readonly Lazy<string> Compiled = new(Compile);

    /// <summary>Its path.</summary>
    public static string Path => Compiled.Value;

    private static string Compile()
    {
        var folder = new TempFolder();
        using var source = typeof(BlowLibrary).Assembly.GetManifestResourceStream("blow.c")!;
        using var reader = new StreamReader(source);
        var text = folder.Write("blow.c", reader.ReadToEnd());
        using var compiler = Process.Start(
            new ProcessStartInfo("cc", ["-shared", "-fPIC", "-O1", "-o", folder["blow.so"], text])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var said = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        compiler.ExitCode.ShouldBe(0, $"cc is needed here (apt-get install gcc): {said}");
        return folder["blow.so"];
    }
}
