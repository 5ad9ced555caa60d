using System.Runtime.CompilerServices;

namespace Slipway.Testing;

/// <summary>
/// Compares a text with the file of record that stands beside the test. <c>SLIPWAY_GOLDEN=write</c> writes the files anew (the
/// change is then reviewed as a diff); it is refused where <c>CI</c> is set.
/// </summary>
public static class Golden
{
    /// <summary>Fails with the first differing line when <paramref name="actual"/> is not what the file says.</summary>
    /// <param name="name">File name in the folder <c>golden</c> beside the calling test.</param>
    /// <param name="actual">The text; CRLF is read as LF.</param>
    /// <param name="testFile">Filled by the compiler.</param>
    public static void Matches(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, "golden", name);
        var text = actual.ReplaceLineEndings("\n");
        if (Setting("SLIPWAY_GOLDEN") == "write" && Setting("CI") is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        if (!File.Exists(path))
        {
            Assert.Fail($"There is no golden file {name}. Write it with SLIPWAY_GOLDEN=write, and read what it says.");
        }

        var wanted = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (wanted != text)
        {
            Assert.Fail(Difference(name, wanted.Split('\n'), text.Split('\n')));
        }
    }

    private static string Difference(string name, string[] wanted, string[] actual)
    {
        var line = wanted.Zip(actual).TakeWhile(it => it.First == it.Second).Count();
        return $"{name} differs from line {line + 1} on.\n  golden: {At(wanted, line)}\n  actual: {At(actual, line)}";
    }

    private static string At(string[] lines, int index) => index < lines.Length ? lines[index] : "(no such line)";

#pragma warning disable RS0030 // A test helper is its own host.
    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name);
#pragma warning restore RS0030
}
