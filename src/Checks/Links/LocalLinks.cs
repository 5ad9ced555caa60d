namespace Slipway.Checks.Links;

/// <summary>Links to files and headings below a folder.</summary>
internal sealed class LocalLinks(string root)
{
    private const long MostBytes = 8 * 1024 * 1024;

    private readonly Dictionary<string, MarkdownText?> _read = new(StringComparer.Ordinal);

    /// <summary>A document; null where it is too large to be read.</summary>
    public async Task<MarkdownText?> ReadAsync(string path, CancellationToken ct)
    {
        if (!_read.TryGetValue(path, out var text))
        {
            text = new FileInfo(path).Length > MostBytes ? null : MarkdownText.Of(await File.ReadAllTextAsync(path, ct));
            _read[path] = text;
        }

        return text;
    }

    /// <summary>What is wrong with a link; null where it leads to something.</summary>
    public async Task<string?> FaultAsync(string document, string target, CancellationToken ct)
    {
        var parts = target.Split('#', 2);
        var name = Uri.UnescapeDataString(parts[0].Split('?')[0]);
        if (name.Contains('\0'))
        {
            return "is no path";
        }

        var path =
            name.Length == 0 ? document
            : name.StartsWith('/') ? Path.GetFullPath(name.TrimStart('/'), root)
            : Path.GetFullPath(name, Path.GetDirectoryName(document)!);
        if (path != root && !path.StartsWith($"{root}/", StringComparison.Ordinal))
        {
            return "leads out of the folder";
        }

        if (!File.Exists(path))
        {
            return Directory.Exists(path) ? null : "leads to no file";
        }

        return parts.Length == 1 || parts[1].Length == 0 || !IsMarkdown(path)
            ? null
            : await AnchorAsync(path, Uri.UnescapeDataString(parts[1]), ct);
    }

    /// <summary>Whether a file has headings that make anchors.</summary>
    public static bool IsMarkdown(string path) =>
        path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase);

    private async Task<string?> AnchorAsync(string path, string anchor, CancellationToken ct) =>
        await ReadAsync(path, ct) is not { } text ? "leads into a file that is too large to be read"
        : text.Anchors.Contains(anchor)
        || text.Anchors.Contains($"user-content-{anchor}")
        || anchor.Equals("top", StringComparison.OrdinalIgnoreCase)
            ? null
        : "leads to no heading";
}
