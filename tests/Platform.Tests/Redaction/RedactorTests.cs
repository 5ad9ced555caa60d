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
        new Redactor([new("IN", "w0rd"), new("OUT", "passw0rd1")]).Redact("passw0rd1 w0rd").ShouldBe("***OUT*** ***IN***");

    [Fact]
    public void a_name_that_holds_a_secret_is_not_said() =>
        new Redactor([new("hunter22", "hunter22")]).Redact("x hunter22").ShouldBe("x ***");

    [Theory]
    [InlineData("123", "fewer than 4 characters")]
    [InlineData("", "fewer than 4 characters")]
    [InlineData("*****", "stars")]
    [InlineData("2026", "number")]
    [InlineData("22:15", "number")]
    [InlineData("test", "word")]
    [InlineData("Test1", "word")]
    [InlineData("PASS", "word")]
    [InlineData("postgres", "word")]
    public void a_secret_that_would_take_other_words_with_it_is_named_and_not_looked_for(string value, string why)
    {
        var redactor = new Redactor([new("PIN", value), new("GOOD", "k7#Q")]);

        redactor.Unfit.ShouldHaveSingleItem().Name.ShouldBe("PIN");
        redactor.Unfit[0].Why.ShouldContain(why);
        redactor
            .Redact($"a test 123 ***** at 22:15 of 2026 {value} k7#Q")
            .ShouldBe($"a test 123 ***** at 22:15 of 2026 {value} ***GOOD***");
    }

    [Theory]
    [InlineData("tests-of-staging-9")]
    [InlineData("12345678")]
    [InlineData("k7#Q")]
    [InlineData("admin123!x")]
    public void a_secret_that_is_like_no_other_text_is_hidden(string value) => new Redactor([new("S", value)]).Unfit.ShouldBeEmpty();

    [Theory]
    [InlineData("ifLb $@_seo6r ;,u&W3_~x", "ifLb\\ \\$@_seo6r\\ \\;\\,u\\&W3_~x")]
    [InlineData("#a b=~c #d", "\\#a\\ b=\\~c\\ #d")]
    public void what_bash_quotes_for_itself_is_hidden(string value, string quoted) =>
        new Redactor([new("S", value)]).Redact($"x {quoted} y").ShouldBeOneOf("x ***S*** y", "x \\***S*** y");

    [Fact]
    public void a_common_line_of_a_long_secret_does_not_vanish_elsewhere()
    {
        var redactor = new Redactor([new("KEY", $"-----BEGIN KEY-----\nproduction\n{new string('A', 64)}\n-----END KEY-----")]);

        redactor.Redact("-----BEGIN KEY----- of production").ShouldBe("-----BEGIN KEY----- of production");
    }

    [Theory]
    [InlineData("Basic dXNlcjpz\nM2NyM3QtdmFsdWUt\n  OTkh tail")]
    [InlineData("73 33 63 72 33 74 2d 76 61 6c 75 65 2d 39 39 21")]
    [InlineData("73:33:63:72:33:74:2D:76:61:6C:75:65:2D:39:39:21")]
    [InlineData("s3cr3t-v\n    alue-99!")]
    [InlineData("https://!99-eulav-t3rc3s@host/")]
    [InlineData("https%3A%2F%2F%2199-eulav-t3rc3s@host/")]
    public void a_secret_that_is_wrapped_grouped_or_turned_round_is_taken_out(string text)
    {
        var redacted = new Redactor([new("S", "s3cr3t-value-99!")]).Redact(text);

        redacted.ShouldContain("***S***");
        redacted.Split("***S***").ShouldAllBe(it => it.Length <= 24);
    }

    [Fact]
    public void wherever_a_text_was_shortened_no_piece_of_a_secret_is_left()
    {
        const string Long = "s3cr3t/value+of 40 characters, or so: 99";
        var redactor = new Redactor([new("S", Long)]);
        foreach (var form in (string[])[Long, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Long)), Uri.EscapeDataString(Long)])
        {
            for (var at = 1; at < form.Length; at++)
            {
                var before = redactor.Redact($"said: {form[..at]}…");
                var behind = redactor.Redact($"x\n[… 77 bytes left out …]\n{form[at..]} tail");

                Longest(before, form).ShouldBeLessThan(Redactor.ShortestPiece, before);
                Longest(behind, form).ShouldBeLessThan(Redactor.ShortestPiece, behind);
                behind.ShouldEndWith(" tail");
            }
        }
    }

    [Fact]
    public void what_has_come_so_far_shows_no_beginning_of_a_secret()
    {
        const string Text = "token=s3cr3t-value-99!\nmore";
        var redactor = new Redactor([new("S", "s3cr3t-value-99!")]);
        for (var length = 1; length <= Text.Length; length++)
        {
            redactor.RedactBegun(Text[..length]).ShouldNotContain("s3c");
        }

        redactor.RedactBegun(Text).ShouldBe("token=***S***\nmore");
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
    public void what_has_come_so_far_is_a_beginning_of_the_whole() =>
        Prop.ForAll(
                Secrets.ToArbitrary(),
                Noise.ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (secrets, noise, seed) =>
                {
                    var redactor = new Redactor(secrets.Select((it, at) => new Secret($"N{at}", it)));
                    var random = new System.Random(seed);
                    var text = Mixed(secrets, noise, random);
                    var begun = redactor.RedactBegun(text[..random.Next(text.Length + 1)]);
                    return secrets.SelectMany(FormsOf).All(it => !begun.Contains(it, StringComparison.Ordinal));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

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

    /// <summary>Characters of the longest piece of a text that the other one holds.</summary>
    private static int Longest(string text, string of)
    {
        var longest = 0;
        for (var from = 0; from < of.Length; from++)
        {
            while (from + longest < of.Length && text.Contains(of.Substring(from, longest + 1), StringComparison.Ordinal))
            {
                longest++;
            }
        }

        return longest;
    }
}
