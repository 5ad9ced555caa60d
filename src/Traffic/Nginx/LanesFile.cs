using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Platform;
using Slipway.Traffic.Making;

namespace Slipway.Traffic.Nginx;

/// <summary>
/// The file that nginx includes. It says which lane a request takes (<c>split_clients</c>, to a hundredth of a per cent), and in a
/// variable what it says, with a digest, so that the running nginx can tell which file it took.
/// </summary>
/// <param name="Share">Of the candidate, in per cent, with two places.</param>
/// <param name="Key">What decides the lane of a request, in nginx's variables.</param>
internal sealed record LanesFile(double Share, string Key)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Whether a key is one that can stand between quotes in nginx's configuration.</summary>
    public static bool IsKey(string key) =>
        key.Length is > 1 and <= 200
        && key.Contains('$')
        && key.All(it => char.IsAsciiLetterOrDigit(it) || it is '$' or '_' or '-' or '.' or ':');

    /// <summary>What the running nginx says of it, in one line: <c>slipway/1 25 0123456789abcdef</c>.</summary>
    public string Mark
    {
        get
        {
            var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{Number}\n{Key}"));
            return $"slipway/1 {Number} {Convert.ToHexStringLower(digest.AsSpan(0, 8))}";
        }
    }

    /// <summary>The file for a share, which is rounded to what nginx takes.</summary>
    public static LanesFile Of(double share, string key) => new(Math.Round(share, 2), key);

    /// <summary>The text of the file.</summary>
    public string Text()
    {
        var rules = Share switch
        {
            0 => "    *  stable;",
            100 => "    *  candidate;",
            _ => $"    {Number}%  candidate;\n    *  stable;",
        };
        return $$"""
            # Written by `slipway traffic`, which also takes it back: changes here are lost.
            split_clients "{{Key}}" $slipway_lane {
            {{rules}}
            }
            map "" $slipway_lanes {
                default "{{Mark}}";
            }

            """;
    }

    /// <summary>Bytes of the file as it is; null when there is none.</summary>
    /// <exception cref="NotToldException">It is too long to be one of these.</exception>
    public static async Task<byte[]?> ReadAsync(string path, CancellationToken ct) =>
        new FileInfo(path) switch
        {
            { Exists: false } => null,
            { Length: > MostBytes } => throw new NotToldException($"{path} is longer than {MostBytes} bytes, so Slipway did not write it"),
            _ => await File.ReadAllBytesAsync(path, ct),
        };

    /// <summary>Puts bytes in the place of the file, all at once and durably; null takes it away.</summary>
    public static void Put(string path, byte[]? bytes)
    {
        if (bytes is null)
        {
            File.Delete(path);
            return;
        }

        var fresh = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.new";
        try
        {
            DurableStorage.Write(fresh, bytes);
            File.Move(fresh, path, overwrite: true);
        }
        finally
        {
            File.Delete(fresh);
        }

        DurableStorage.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>The share that a mark names.</summary>
    /// <exception cref="NotToldException">It is no mark.</exception>
    public static double ShareIn(string mark) =>
        mark.Split(' ') is ["slipway/1", var number, { Length: 16 }]
        && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
        && share is >= 0 and <= 100
            ? share
            : throw new NotToldException(
                "the status location does not say which lanes nginx serves: is it `return 200 \"$slipway_lanes\";`?"
            );

    private string Number => Share.ToString("0.##", CultureInfo.InvariantCulture);
}
