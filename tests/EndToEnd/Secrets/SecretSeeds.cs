using System.Text;

namespace Slipway.EndToEnd.Secrets;

/// <summary>Secrets as people and services make them; the same seed makes the same ones.</summary>
public sealed class SecretSeeds(int seed)
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private readonly Random _random = new(seed);

    /// <summary>Secrets that are declared, of all kinds in turn.</summary>
    public IReadOnlyList<SeededSecret> Declared(int count) => [.. Enumerable.Range(0, count).Select(at => Named($"S{at:000}", at % 12))];

    /// <summary>Secrets that nobody declares and whose shape gives them away.</summary>
    public IReadOnlyList<SeededSecret> Known() =>
        [
            Plain("K01", "ghp_", Some(Alphanumeric, 36)),
            Plain("K02", "github_pat_", Some(Alphanumeric, 60)),
            Plain("K03", "glpat-", Some(Alphanumeric, 20)),
            Plain("K04", "AKIA", Some("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)),
            Plain("K05", "AIza", Some(Alphanumeric, 35)),
            Plain("K06", "xoxb-", $"{Some("0123456789", 12)}-{Some(Alphanumeric, 24)}"),
            Plain("K07", "sk_live_", Some(Alphanumeric, 24)),
            Plain("K08", "sk-ant-api03-", Some(Alphanumeric, 90)),
            Plain("K09", "npm_", Some(Alphanumeric, 36)),
            Plain("K10", "SG.", $"{Some(Alphanumeric, 22)}.{Some(Alphanumeric, 43)}"),
            Plain("K11", "hvs.", Some(Alphanumeric, 40)),
            Plain(
                "K12",
                "https://hooks.slack.com/services/",
                $"T{Some("ABCDEFGH0123456789", 9)}/B{Some(Alphanumeric, 9)}/{Some(Alphanumeric, 24)}"
            ),
            Jwt("K13"),
            Key("K14", "PRIVATE KEY"),
            Key("K15", "RSA PRIVATE KEY"),
            Key("K16", "OPENSSH PRIVATE KEY"),
            Around("K17", "postgres://shop:", Some(Alphanumeric, 18), "@db.internal:5432/shop"),
            Around("K18", "Server=db.internal;Database=shop;User Id=shop;Password=", Some(Alphanumeric, 16), ";Encrypt=true"),
            Around(
                "K19",
                "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=",
                $"{Some(Alphanumeric, 86)}==",
                ";EndpointSuffix=core.windows.net"
            ),
            Around("K20", "Authorization: Bearer ", Some(Alphanumeric, 32), ""),
            Around("K21", "Authorization: Basic ", Convert.ToBase64String(Encoding.UTF8.GetBytes($"shop:{Some(Alphanumeric, 20)}")), ""),
            Around("K22", "> PRIVATE-TOKEN: ", Some(Alphanumeric, 26), ""),
            Around("K23", "Cookie: session=", Some(Alphanumeric, 40), "; path=/"),
            Around("K24", "amqps://shop:", Some(Alphanumeric, 22), "@mq.internal/vhost"),
        ];

    private SeededSecret Named(string name, int kind) =>
        kind switch
        {
            0 => Whole(name, Some(Alphanumeric + Marks, 16 + _random.Next(16))),
            1 => Whole(name, $"{Some(Alphanumeric, 4)} {Some(Marks, 3)}{Some(Alphanumeric, 5)} {Some(Marks + Alphanumeric, 8)}x"),
            2 => Whole(name, Some("0123456789abcdef", 32 + 8 * _random.Next(5))),
            3 => Whole(name, Some(Alphanumeric + "-_", 40)),
            4 => Whole(name, Convert.ToBase64String(Bytes(24 + _random.Next(24)))),
            5 => Key(name, _random.Next(2) == 0 ? "PRIVATE KEY" : "EC PRIVATE KEY"),
            6 => Around(name, "postgres://shop:", Some(Alphanumeric + "-_.!*", 20), "@db.internal:5432/shop?sslmode=require"),
            7 => Around(name, "Server=db.internal;User Id=shop;Password=", Some(Alphanumeric + "!#$%&*+/<>?@^", 18), ";Encrypt=true"),
            // Short ones, of all kinds of characters.
            8 => Whole(
                name,
                Some("ABCDEFGHJKLMNPQRTUVWXYZ", 2)
                    + Some("#$%&+<>", 1)
                    + Some("23456789", 2)
                    + Some("abcdefghkmnpqrtuvwxyz", 1 + _random.Next(3))
            ),
            9 => Whole(name, $"{Some(Alphanumeric, 6)}pässwörd→{Some(Alphanumeric, 6)}€{Some(Marks, 3)}q"),
            10 => Lines(name),
            _ => Whole(name, $"\"{Some(Alphanumeric, 5)}'\\{Some(Alphanumeric, 5)}`$({Some(Alphanumeric, 4)})&<{Some(Alphanumeric, 5)}>"),
        };

    private static SeededSecret Whole(string name, string value) => new(name, value, [value]);

    private static SeededSecret Plain(string name, string head, string tail) => new(name, head + tail, [tail]);

    private static SeededSecret Around(string name, string before, string value, string behind) =>
        new(name, before + value + behind, [value]);

    private SeededSecret Key(string name, string kind)
    {
        var lines = Convert.ToBase64String(Bytes(300 + _random.Next(100))).Chunk(64).Select(it => new string(it)).ToList();
        return new(
            name,
            $"-----BEGIN {kind}-----\n{string.Join('\n', lines)}\n-----END {kind}-----",
            [.. lines.Where(it => it.Length >= 8)]
        );
    }

    /// <summary>A file with a credential on each line, as some services hand out.</summary>
    private SeededSecret Lines(string name)
    {
        string[] values = [Some(Alphanumeric, 22), Some(Alphanumeric + Marks, 18) + "z"];
        return new(name, $"[default]\nid = {values[0]}\nkey = {values[1]}\nregion = eu-central-1", values);
    }

    private SeededSecret Jwt(string name)
    {
        var payload = For($"{{\"sub\":\"{Some(Alphanumeric, 20)}\",\"iat\":1763000000}}");
        var signature = For(Some(Alphanumeric, 32));
        return new(name, $"{For("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")}.{payload}.{signature}", [payload, signature]);
    }

    private static string For(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private string Some(string characters, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => characters[_random.Next(characters.Length)]));

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
