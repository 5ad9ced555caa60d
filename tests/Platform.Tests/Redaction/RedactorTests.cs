using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Kernel;

namespace Slipway.Platform.Tests.Redaction;

public sealed class RedactorTests
{
    private const string Value = "s3cr3t/Pa+ss=\"w'ö<&>$`\\ \t!?";
    private static readonly Redactor OfValue = new([new("TOKEN", Value)]);

    public static TheoryData<string, string> EncodedForms =>
        new()
        {
            { "as it is", Value },
            { "URL, capitals", Uri.EscapeDataString(Value) },
            { "URL, small", Uri.EscapeDataString(Value).ToLowerInvariant().Replace("pa", "Pa", StringComparison.Ordinal) },
            { "form", WebUtility.UrlEncode(Value) },
            { "JSON, default", JsonSerializer.Serialize(Value)[1..^1] },
            { "JSON in JSON", JsonSerializer.Serialize(JsonSerializer.Serialize(Value, Relaxed)[1..^1], Relaxed)[1..^1] },
            { "JSON, Python", "s3cr3t/Pa+ss=\\\"w'\\u00f6<&>$`\\\\ \\t!?" },
            { "JSON, PHP", "s3cr3t\\/Pa+ss=\\\"w'ö<&>$`\\\\ \\t!?" },
            { "HTML", WebUtility.HtmlEncode(Value) },
            { "HTML, Go", "s3cr3t/Pa+ss=&#34;w&#39;ö&lt;&amp;&gt;$`\\ \t!?" },
            { "HTML, Python", "s3cr3t/Pa+ss=&quot;w&#x27;ö&lt;&amp;&gt;$`\\ \t!?" },
            { "sh, single", "'s3cr3t/Pa+ss=\"w'\\''ö<&>$`\\ \t!?'" },
            { "sh, Python", "'s3cr3t/Pa+ss=\"w'\"'\"'ö<&>$`\\ \t!?'" },
            { "sh, double", "\"s3cr3t/Pa+ss=\\\"w'ö<&>\\$\\`\\\\ \t!?\"" },
            { "hex", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Value)) },
        };

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Theory]
    [MemberData(nameof(EncodedForms))]
    public void a_secret_is_taken_out_in_each_form(string form, string text)
    {
        var redacted = OfValue.Redact($"before {text} after");

        redacted.ShouldContain("***TOKEN***", customMessage: form);
        redacted.ShouldNotContain("s3cr3t", customMessage: form);
        redacted.ShouldStartWith("before ");
        redacted.ShouldEndWith(" after");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void base64_is_found_at_every_alignment(int before)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('u', before) + "password1234" + "tail"));

        foreach (var form in (string[])[encoded, encoded.TrimEnd('='), encoded.Replace('+', '-').Replace('/', '_')])
        {
            new Redactor([new("P", "password1234")]).Redact(form).ShouldContain("***P***");
        }
    }

    [Fact]
    public void a_basic_authorization_header_is_found() =>
        new Redactor([new("P", "password1234")])
            .Redact($"Authorization: Basic {Convert.ToBase64String("user:password1234"u8)}")
            .ShouldBe("Authorization: Basic dXNlcjp***P***Q=");

    [Fact]
    public void the_lines_of_a_key_are_found_with_any_indentation()
    {
        var key = $"-----BEGIN KEY-----\n{new string('A', 64)}\n{new string('B', 30)}\n-----END KEY-----\n";

        var redacted = new Redactor([new("KEY", key)]).Redact($"data:\n   {key.Replace("\n", "\n   ", StringComparison.Ordinal)}");

        redacted.ShouldNotContain("AAAA");
        redacted.ShouldNotContain("BBBB");
    }

    [Fact]
    public void wrapped_base64_of_a_long_secret_is_found()
    {
        var secret = string.Concat(Enumerable.Range(0, 40).Select(it => $"{it * 7919:x5}"));
        var wrapped = Convert
            .ToBase64String(Encoding.UTF8.GetBytes(secret), Base64FormattingOptions.InsertLineBreaks)
            .ReplaceLineEndings("\n");

        var redacted = new Redactor([new("S", secret)]).Redact(wrapped);

        wrapped.Split('\n').ShouldAllBe(it => !redacted.Contains(it));
    }

    [Fact]
    public void overlapping_secrets_leave_no_rest() =>
        new Redactor([new("A", "abcd"), new("B", "cdef"), new("C", "bcde")]).Redact("xabcdefx abcd").ShouldBe("x***A***x ***A***");

    [Fact]
    public void a_secret_inside_another_one_is_one_mark() =>
        new Redactor([new("IN", "word"), new("OUT", "password1")]).Redact("password1 word").ShouldBe("***OUT*** ***IN***");

    [Fact]
    public void a_name_that_holds_a_secret_is_not_said() =>
        new Redactor([new("hunter22", "hunter22")]).Redact("x hunter22").ShouldBe("x ***");

    [Fact]
    public void short_secrets_are_named_and_not_looked_for()
    {
        var redactor = new Redactor([new("PIN", "123"), new("STARS", "*****"), new("EMPTY", "")]);

        redactor.TooShort.ShouldBe(["PIN", "STARS", "EMPTY"]);
        redactor.Redact("123 *****").ShouldBe("123 *****");
    }

    [Fact]
    public void a_text_without_secrets_is_the_same_text()
    {
        var text = "nothing here \ud800 to hide";

        OfValue.Redact(text).ShouldBeSameAs(text);
    }

    [Fact]
    public void no_secret_survives_in_any_form() =>
        Prop.ForAll(
                Secrets.ToArbitrary(),
                Noise.ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (secrets, noise, seed) =>
                {
                    var redactor = new Redactor(secrets.Select((it, at) => new Secret($"N{at}", it)));
                    var redacted = redactor.Redact(Mixed(secrets, noise, new System.Random(seed)));
                    return secrets.SelectMany(FormsOf).All(it => !redacted.Contains(it, StringComparison.Ordinal));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void in_pieces_is_the_same_as_whole() =>
        Prop.ForAll(
                Secrets.ToArbitrary(),
                Noise.ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (secrets, noise, seed) =>
                {
                    var redactor = new Redactor(secrets.Select((it, at) => new Secret($"N{at}", it)));
                    var random = new System.Random(seed);
                    var bytes = Encoding.UTF8.GetBytes(Mixed(secrets, noise, random));
                    return InPieces(redactor, bytes, random).AsSpan().SequenceEqual(redactor.Redact(bytes));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact(Timeout = 30_000)]
    public async Task a_stream_is_copied_without_its_secrets()
    {
        var text = string.Concat(Enumerable.Repeat("some log line with hunter22 in it\n", 20_000));
        using var from = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var to = new MemoryStream();

        await new Redactor([new("P", "hunter22")]).CopyAsync(from, to, TestContext.Current.CancellationToken);

        Encoding.UTF8.GetString(to.ToArray()).ShouldBe(text.Replace("hunter22", "***P***", StringComparison.Ordinal));
    }

    private static Gen<string[]> Secrets =>
        Gen.ArrayOf(Gen.Elements("abAB01+/='\"<&\\ $\né€ab".Select(it => it.ToString()).ToArray()), 12)
            .Select(it => string.Concat(it).Trim())
            .Where(it => it.Length >= 8)
            .ArrayOf(3);

    private static Gen<string[]> Noise => Gen.Elements("a", "b", "abA", "0", "=", "x\n", "é", "YW", "%").ArrayOf(10);

    private static string Mixed(string[] secrets, string[] noise, System.Random random)
    {
        var all = secrets.SelectMany(FormsOf).Concat(noise).Concat(secrets.Select(it => it[..(it.Length / 2)])).ToArray();
        random.Shuffle(all);
        return string.Concat(all);
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return
        [
            secret,
            Convert.ToBase64String(bytes).TrimEnd('=')[..(bytes.Length * 8 / 6)],
            Convert.ToHexString(bytes),
            Uri.EscapeDataString(secret),
            WebUtility.UrlEncode(secret),
            WebUtility.HtmlEncode(secret),
            JsonSerializer.Serialize(secret)[1..^1],
            secret.Replace("'", "'\\''", StringComparison.Ordinal),
        ];
    }

    private static byte[] InPieces(Redactor redactor, byte[] bytes, System.Random random)
    {
        var output = new ArrayBufferWriter<byte>();
        var redaction = redactor.Open();
        for (var at = 0; at < bytes.Length; )
        {
            var length = Math.Min(random.Next(0, 9), bytes.Length - at);
            redaction.Push(bytes.AsSpan(at, length), output);
            at += length;
        }

        redaction.End(output);
        return output.WrittenSpan.ToArray();
    }
}
