using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.Testing;

namespace Slipway.Checks.Tests.Secrets;

/// <summary>
/// Files with planted secrets and with what only looks like them. The values are drawn anew from a seed, so that none stands in this
/// repository. Lines that end in <c>&lt;&lt;</c> hold a secret.
/// </summary>
internal sealed partial class SecretCorpus
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

#pragma warning disable CA5394 // Made to look random, and to be the same each time.
    private readonly Random _random;
#pragma warning restore CA5394

    private SecretCorpus(int seed) => _random = new(seed);

    /// <summary>Places of planted secrets, as <c>path:line</c>.</summary>
    public HashSet<string> Planted { get; } = new(StringComparer.Ordinal);

    /// <summary>Text of the files by path.</summary>
    public Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Lines of all files.</summary>
    public int Lines { get; private set; }

    /// <summary>Makes the files of a list (<c>shown</c> or <c>held</c>).</summary>
    public static SecretCorpus Of(string list, int seed = 1)
    {
        var corpus = new SecretCorpus(seed);
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Secrets", $"{list}.txt"));
        foreach (var file in text.Split(">>> ", StringSplitOptions.RemoveEmptyEntries))
        {
            corpus.Add(file);
        }

        return corpus;
    }

    /// <summary>One drawn value.</summary>
    public static string OneOf(string token, int seed)
    {
        var corpus = new SecretCorpus(seed);
        return Token().Replace(token, corpus.Drawn);
    }

    /// <summary>Writes them below a folder.</summary>
    public void WriteTo(TempFolder folder, string below)
    {
        foreach (var (path, text) in Files)
        {
            folder.Write($"{below}/{path}", text);
        }
    }

    private void Add(string file)
    {
        var lines = file.Split('\n');
        var path = lines[0].Trim();
        var text = new StringBuilder();
        for (var i = 1; i < lines.Length - 1; i++)
        {
            var planted = lines[i].EndsWith(" <<", StringComparison.Ordinal);
            text.Append(Token().Replace(planted ? lines[i][..^3] : lines[i], Drawn)).Append('\n');
            Lines++;
            if (planted)
            {
                Planted.Add($"{path}:{i}");
            }
        }

        Files.Add(path, text.ToString());
    }

    private string Drawn(Match token)
    {
        var length = token.Groups[2].Success ? int.Parse(token.Groups[2].Value, CultureInfo.InvariantCulture) : 0;
        return token.Groups[1].Value switch
        {
            "b62" => Text(Letters + Digits, length),
            "b64" => Text(Letters + Digits + "+/", length),
            "b64u" => Text(Letters + Digits + "-_", length),
            "hex" => Text("0123456789abcdef", length),
            "dec" => Text("123456789", 1) + Text(Digits, length - 1),
            "B32" => Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length),
            "B36" => Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Digits, length),
            "basic" => Convert.ToBase64String(Encoding.ASCII.GetBytes($"deploy:{Text(Letters + Digits, length)}")),
            "jwt" =>
                $"{Part("""{"alg":"HS256","typ":"JWT"}""")}.{Part($$"""{"sub":"{{Text(Digits, 8)}}","admin":true}""")}.{Text(Letters + Digits + "-_", 43)}",
            _ => throw new InvalidOperationException($"{token.Value} is no token of the corpus."),
        };
    }

    private string Text(string alphabet, int length) =>
        string.Create(
            length,
            (alphabet, _random),
            (span, it) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = it.alphabet[it._random.Next(it.alphabet.Length)];
                }
            }
        );

    private static string Part(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    [GeneratedRegex(@"\{(b62|b64u|b64|hex|dec|B32|B36|basic|jwt)(?::([0-9]+))?\}")]
    private static partial Regex Token();
}
