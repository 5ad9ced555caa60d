namespace Slipway.Testing;

/// <summary>A folder of its own, gone with all it holds when the test is over.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Makes the folder.</summary>
    public TempFolder() => Path = Directory.CreateTempSubdirectory("slipway-test-").FullName;

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>Path of something in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, its folders included, and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a program for <c>sh</c> and returns its path.</summary>
    public string WriteProgram(string name, string lines, string interpreter = "/bin/sh")
    {
        var path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        TestProgram.Write(path, $"#!{interpreter}\n{lines}\n");
        return path;
    }

    /// <summary>Reads a file.</summary>
    public string Read(string name) => File.ReadAllText(this[name]);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // A process that a test left behind may still write here; the next start of the machine clears the folder.
        }
    }
}
