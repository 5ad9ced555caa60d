using System.Text;
using System.Text.RegularExpressions;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Files;

/// <summary>The paths that a pattern stands for. A folder that may not be read is an error, not an absence.</summary>
internal static class Matches
{
    private const int Most = 10_000;

    public static IEnumerable<(string Full, string Shown)> Of(SettingReader settings, string path, CancellationToken ct)
    {
        if (path.AsSpan().IndexOfAny('*', '?') < 0)
        {
            return [(settings.PathOf(path), path)];
        }

        var parts = path.Split('/');
        var plain = string.Join('/', parts.TakeWhile(it => it.AsSpan().IndexOfAny('*', '?') < 0));
        var root = settings.PathOf(
            plain.Length == 0 && path.StartsWith('/') ? "/"
            : plain.Length == 0 ? "."
            : plain
        );
        if (!Directory.Exists(root))
        {
            return [];
        }

        var rest = string.Join('/', parts.SkipWhile(it => it.AsSpan().IndexOfAny('*', '?') < 0));
        var pattern = Pattern(rest);
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = rest.Contains('/', StringComparison.Ordinal) || rest.Contains("**", StringComparison.Ordinal),
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.None,
            MaxRecursionDepth = rest.Contains("**", StringComparison.Ordinal) ? 32 : rest.Count(it => it == '/'),
        };
        var found = Directory
            .EnumerateFileSystemEntries(root, "*", options)
            .TakeWhile(_ => !ct.IsCancellationRequested)
            .Select(it => (Full: it, Relative: Path.GetRelativePath(root, it).Replace('\\', '/')))
            .Where(it => pattern.IsMatch(it.Relative))
            .Take(Most + 1)
            .Select(it => (it.Full, plain.Length == 0 ? it.Relative : $"{plain}/{it.Relative}"))
            .ToList();
        ct.ThrowIfCancellationRequested();
        return found.Count <= Most
            ? found
            : throw new SettingException($"file: {path} stands for more than {Most} paths; say it narrower.");
    }

    /// <summary>A path with <c>/</c> between its parts, held against <c>*</c>, <c>?</c> and <c>**</c>.</summary>
    public static Regex Pattern(string glob)
    {
        var text = new StringBuilder("^");
        for (var i = 0; i < glob.Length; i++)
        {
            var rest = glob.AsSpan(i);
            if (rest.StartsWith("**/"))
            {
                text.Append("(?:.*/)?");
                i += 2;
            }
            else if (rest.StartsWith("**"))
            {
                text.Append(".*");
                i++;
            }
            else
            {
                text.Append(
                    glob[i] switch
                    {
                        '*' => "[^/]*",
                        '?' => "[^/]",
                        var other => Regex.Escape(other.ToString()),
                    }
                );
            }
        }

        return new Regex(text.Append('$').ToString(), RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }
}
