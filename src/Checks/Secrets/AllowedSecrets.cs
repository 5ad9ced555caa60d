using Slipway.Checks.Looks;

namespace Slipway.Checks.Secrets;

/// <summary>
/// Values that somebody looked at and allows, by fingerprint, each with a reason: a file of the repository, so that a review sees
/// every line. A line is a fingerprint, a blank, and why; <c>#</c> begins a remark.
/// </summary>
internal sealed class AllowedSecrets
{
    private const long MostBytes = 1024 * 1024;

    private readonly HashSet<string> _all;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private AllowedSecrets(HashSet<string> all) => _all = all;

    /// <summary>Fingerprints that nothing was found for.</summary>
    public IReadOnlyList<string> Unused => [.. _all.Except(_used, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether it is allowed.</summary>
    public bool Allows(string fingerprint) => _all.Contains(fingerprint) && (_used.Add(fingerprint) || true);

    /// <summary>Reads the file that a setting names; none where it names none.</summary>
    /// <exception cref="SettingException">The file is too long, or a line is not as it must be.</exception>
    public static async Task<AllowedSecrets> ReadAsync(SettingReader settings, string? file, CancellationToken ct)
    {
        if (file is null)
        {
            return new([]);
        }

        var path = settings.PathOf(file);
        if (new FileInfo(path).Length > MostBytes)
        {
            throw new SettingException($"secrets: {file} is longer than {MostBytes} bytes.");
        }

        var all = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in await File.ReadAllLinesAsync(path, ct))
        {
            number++;
            if (line.TrimStart() is not ("" or ['#', ..]))
            {
                all.Add(Of(line.Trim(), $"{file}:{number}"));
            }
        }

        return new(all);
    }

    private static string Of(string line, string where) =>
        line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            is [{ Length: 12 } it, { Length: >= 5 }]
        && it.All(char.IsAsciiHexDigitLower)
            ? it
            : throw new SettingException($"secrets: {where} is no fingerprint of 12 digits with a reason behind it.");
}
