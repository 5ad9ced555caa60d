using System.Globalization;

namespace Slipway.Checks.Machine;

/// <summary>What the Linux kernel tells in files, below a root (another one in tests).</summary>
internal sealed class ProcFiles(string root)
{
    private const int MostChars = 1024 * 1024;

    /// <summary>The path below the root.</summary>
    public string PathOf(string path) => root == "/" ? path : root.TrimEnd('/') + path;

    /// <summary>The text of a file, at most 1 MiB.</summary>
    public string Text(string path)
    {
        using var reader = new StreamReader(new FileStream(PathOf(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1));
        var piece = new char[MostChars];
        return new(piece, 0, reader.ReadBlock(piece, 0, piece.Length));
    }

    /// <summary>The text of a file; null when it is not there, or may not be read.</summary>
    public string? TextOrNull(string path)
    {
        try
        {
            return Text(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The lines of a file.</summary>
    public string[] Lines(string path) => Text(path).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The number in a file; null when it is not there or says <c>max</c>.</summary>
    public long? NumberOrNull(string path) => Number(TextOrNull(path)?.Trim());

    /// <summary>The whole number that a word is; null when it is none.</summary>
    public static long? Number(string? word) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Folders of the control groups (version 2) that this process is in, the innermost first; none outside of one.</summary>
    public IEnumerable<string> Groups()
    {
        var own = (TextOrNull("/proc/self/cgroup") ?? "")
            .Split('\n')
            .FirstOrDefault(it => it.StartsWith("0::/", StringComparison.Ordinal))
            ?[3..].TrimEnd('/');
        while (own is not null)
        {
            yield return $"/sys/fs/cgroup{own}";
            own = own.Length == 0 ? null : own[..own.LastIndexOf('/')];
        }
    }
}
