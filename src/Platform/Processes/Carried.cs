using System.Text;

namespace Slipway.Platform.Processes;

/// <summary>What one block leaves to the next: where it stood, and the exported variables that it changed.</summary>
internal sealed record Carried(string Directory, IReadOnlyDictionary<string, string> Set, IReadOnlyList<string> Unset)
{
    public const string FileName = "carry";

    /// <summary>Null when the block did not come to its end (then there is nothing to carry), or wrote half a file.</summary>
    public static Carried? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(File.ReadAllBytes(path)).Split('\0');
        if (parts is not [var directory, .. var entries, "end", ""])
        {
            return null;
        }

        var set = entries
            .Select(it => (Entry: it, At: it.IndexOf('=', StringComparison.Ordinal)))
            .Where(it => it.At > 0)
            .ToDictionary(it => it.Entry[..it.At], it => it.Entry[(it.At + 1)..], StringComparer.Ordinal);
        return new(directory, set, [.. entries.Where(it => !it.Contains('=', StringComparison.Ordinal))]);
    }
}
