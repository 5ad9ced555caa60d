using System.Text.RegularExpressions;

namespace Slipway.Checks.Registry;

/// <summary>The name of an image, taken apart: <c>[host[:port]/]repository[:tag][@digest]</c>.</summary>
/// <param name="Host">Where it lies; null where the name does not say it.</param>
/// <param name="Repository">The repository.</param>
/// <param name="Tag">The tag; null where only a digest is named.</param>
/// <param name="Digest">The digest; null where none is named.</param>
/// <remarks>Source: OCI Distribution Specification 1.1, section "Pulling manifests"; the grammar of Docker's references.</remarks>
internal sealed partial record ImageName(string? Host, string Repository, string? Tag, string? Digest)
{
    /// <summary>What is asked for: the tag where there is one, for it is the tag that moves.</summary>
    public string Reference => Tag ?? Digest!;

    /// <summary>As people write it.</summary>
    public override string ToString() =>
        $"{(Host is null ? "" : $"{Host}/")}{Repository}{(Tag is null ? "" : $":{Tag}")}{(Digest is null ? "" : $"@{Digest}")}";

    /// <summary>Reads it; null when it is no name of an image. Without tag and digest it is <c>latest</c>.</summary>
    public static ImageName? Parse(string text)
    {
        if (text.Length > 500)
        {
            return null;
        }

        var (rest, digest) = Cut(text, text.IndexOf('@', StringComparison.Ordinal));
        var (path, tag) = Cut(rest, rest.LastIndexOf(':') is var colon && colon > rest.LastIndexOf('/') ? colon : -1);
        var first = path.Split('/')[0];
        var host = path.Contains('/') && (first.Contains('.') || first.Contains(':') || first == "localhost") ? first : null;
        var repository = host is null ? path : path[(host.Length + 1)..];
        var proper =
            (host is null || Hosts().IsMatch(host))
            && Repositories().IsMatch(repository)
            && (tag is null || Tags().IsMatch(tag))
            && (digest is null || IsDigest(digest));
        return proper ? new(host, repository, tag ?? (digest is null ? "latest" : null), digest) : null;
    }

    /// <summary>Whether it is a digest that can be worked out again.</summary>
    public static bool IsDigest(string text) => Digests().IsMatch(text);

    private static (string Before, string? Behind) Cut(string text, int at) => at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);

    [GeneratedRegex(@"\A[A-Za-z0-9.-]{1,250}(?::[0-9]{1,5})?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Hosts();

    [GeneratedRegex(@"\A[a-z0-9]+(?:[._/-]{1,2}[a-z0-9]+)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Repositories();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\A(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})\z", RegexOptions.NonBacktracking)]
    private static partial Regex Digests();
}
