using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql.Migrations;

/// <summary>A file of a folder with migrations.</summary>
/// <param name="Path">Relative to the folder, with slashes.</param>
/// <param name="Full">Absolute.</param>
internal sealed record MigrationFile(string Path, string Full)
{
    private const int Most = 20_000;
    private const long MostBytes = 1024 * 1024;

    /// <summary>Its own name.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Every file below a folder; links are not followed.</summary>
    /// <exception cref="SettingException">The folder is not there, or holds too much.</exception>
    public static IReadOnlyList<MigrationFile> Of(string folder, CancellationToken ct)
    {
        if (!Directory.Exists(folder))
        {
            throw new SettingException($"postgresql: the folder {folder} is not there.");
        }

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.ReparsePoint,
            MaxRecursionDepth = 8,
        };
        var files = new List<MigrationFile>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", options))
        {
            ct.ThrowIfCancellationRequested();
            files.Add(new(System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'), file));
            if (files.Count > Most)
            {
                throw new SettingException($"postgresql: the folder {folder} holds more than {Most} files; name that of the migrations.");
            }
        }

        return [.. files.OrderBy(it => it.Path, StringComparer.Ordinal)];
    }

    /// <summary>Its text.</summary>
    /// <exception cref="IOException">It is too long for a migration, or cannot be read.</exception>
    public string Read() =>
        new FileInfo(Full).Length <= MostBytes
            ? File.ReadAllText(Full)
            : throw new IOException($"The file {Path} is longer than 1 MiB and is not read.");
}
