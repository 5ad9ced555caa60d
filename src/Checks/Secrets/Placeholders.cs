using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Checks.Secrets;

/// <summary>Values that stand where a secret will be: placeholders, references, and the examples that vendors print.</summary>
internal static class Placeholders
{
    private static readonly SearchValues<string> Words = SearchValues.Create(
        "example changeme change-me change_me changeit change-in replaceme replace- replace_ placeholder your- your_ yourpass yoursecret yourtoken yourkey insert- insert_ dummy foobar redacted notreal not-a- not_a_ notasecret fixme todo xxxx **** .... ---- ____ 123456 abcdef qwerty letmein lorem deadbeef sample hidden masked secret123 password1 passw0rd1 hunter2 s3cret fake- fake_ _fake mock- mock_ test- test_ testing -test _test unittest localdev dev-only devonly default-".Split(
            ' '
        ),
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly SearchValues<string> References = SearchValues.Create(
        ["${", "{{", "}}", "<%", "$(", "#{", "%(", "@(", "secretKeyRef", "process.env", "os.environ", "getenv", "://", "arn:aws:", "…"],
        StringComparison.Ordinal
    );

    private static readonly SearchValues<char> OfVariables = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_:"
    );

    private static readonly string[] Sealed =
    [
        "ENC[",
        "ENC(",
        "{cipher}",
        "vault:",
        "op://",
        "ref+",
        "sha1-",
        "sha256-",
        "sha384-",
        "sha512-",
        "sha1:",
        "sha256:",
        "sha512:",
        "$ANSIBLE_VAULT",
        "$2a$",
        "$2b$",
        "$2y$",
        "$argon2",
        "$6$",
        "$apr1$",
        "ssh-rsa ",
        "ssh-ed25519 ",
        "data:",
        "--",
    ];

    /// <summary>
    /// Beginnings of the SHA-256 of values that vendors print in their documents: the signature of the token at jwt.io, two test
    /// keys of Stripe, the keys of the emulators of Azure Storage and Cosmos DB.
    /// </summary>
    private static readonly HashSet<string> Printed = new(StringComparer.Ordinal)
    {
        "051d093c4bdedbf2",
        "153a182586451358",
        "74e11884b07b1d51",
        "0011cc25eb432071",
        "85c41cbaebe213ae",
    };

    /// <summary>Whether a value of a telling shape is a made-up one.</summary>
    public static bool IsMadeUp(ReadOnlySpan<char> value) =>
        value.Contains("example", StringComparison.OrdinalIgnoreCase)
        || value.Contains("xxxx", StringComparison.OrdinalIgnoreCase)
        || value.Contains("0000000", StringComparison.Ordinal)
        || !Randomness.IsVaried(value)
        || IsPrinted(value);

    /// <summary>Whether an assigned value stands for another one.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        value.IndexOfAny(Words) >= 0
        || value.IndexOfAny(References) >= 0
        || IsWrapped(value)
        || IsVariable(value)
        || IsSealed(value)
        || IsPath(value)
        || IsPrinted(value);

    private static bool IsWrapped(ReadOnlySpan<char> value) =>
        value.Length >= 2 && (value[0], value[^1]) is ('<', '>') or ('%', '%') or ('[', ']') or ('{', '}') or ('@', '@') or ('(', ')');

    private static bool IsVariable(ReadOnlySpan<char> value) =>
        value.Length > 1 && value[0] == '$' && !value[1..].ContainsAnyExcept(OfVariables);

    private static bool IsSealed(ReadOnlySpan<char> value)
    {
        foreach (var it in Sealed)
        {
            if (value.StartsWith(it, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPath(ReadOnlySpan<char> value) =>
        value.StartsWith("./", StringComparison.Ordinal)
        || value.StartsWith("../", StringComparison.Ordinal)
        || value.StartsWith("~/", StringComparison.Ordinal)
        || (value[0] == '/' && Sorts.Of(value).IsNamed);

    private static bool IsPrinted(ReadOnlySpan<char> value) =>
        value.Length is >= 20 and <= 200
        && Printed.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value.ToString())))[..16]);
}
