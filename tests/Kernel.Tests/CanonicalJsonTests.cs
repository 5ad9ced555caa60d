using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Slipway.Kernel.Tests;

/// <summary>The vectors of RFC 8785, sections 3.2.2 to 3.2.4 and appendix B.</summary>
public sealed class CanonicalJsonTests
{
    [Fact]
    public void the_example_of_the_standard_is_written_as_it_says()
    {
        const string Given = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;

        CanonicalJson
            .Write(JsonNode.Parse(Given))
            .ShouldBe(
                """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"""
            );
    }

    [Fact]
    public void members_are_ordered_by_their_utf16_code_units()
    {
        const string Given = """
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """;

        var order = JsonNode.Parse(CanonicalJson.Write(JsonNode.Parse(Given)))!.AsObject().Select(it => it.Value!.GetValue<string>()[..3]);

        order.ShouldBe(["Car", "One", "Con", "Lat", "Eur", "Emo", "Heb"]);
    }

    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void numbers_are_written_as_ecmascript_does(ulong bits, string text) =>
        CanonicalJson.Write(JsonValue.Create(BitConverter.UInt64BitsToDouble(bits))).ShouldBe(text);

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("-9007199254740993")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890")]
    [InlineData("1e400")]
    public void a_number_that_no_double_holds_is_refused(string literal) =>
        Should.Throw<ArgumentException>(() => CanonicalJson.Write(JsonNode.Parse(literal)));

    [Fact]
    public void half_a_character_is_refused() => Should.Throw<ArgumentException>(() => CanonicalJson.Write(JsonValue.Create("a\ud800b")));

    [Fact]
    public void a_value_of_another_type_counts_as_it_is_written() =>
        CanonicalJson.Write(JsonValue.Create(new Uri("https://a/"))).ShouldBe("\"https://a/\"");

    [Fact]
    public void the_order_of_members_does_not_matter() =>
        CanonicalJson
            .Write(JsonNode.Parse("""{"b":1,"a":{"d":[],"c":{}}}"""))
            .ShouldBe(CanonicalJson.Write(JsonNode.Parse("""{"a":{"c":{},"d":[]},"b":1.0}""")));

    [Fact]
    public void every_finite_double_reads_back_to_itself() =>
        Prop.ForAll(
                ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite).ToArbitrary(),
                it => JsonNode.Parse(CanonicalJson.Write(JsonValue.Create(it)))!.GetValue<double>() == it
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void every_text_reads_back_to_itself() =>
        Prop.ForAll(
                ArbMap
                    .Default.GeneratorFor<NonNull<string>>()
                    .Select(it => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(it.Get)))
                    .ToArbitrary(),
                it => JsonNode.Parse(CanonicalJson.Write(JsonValue.Create(it)))!.GetValue<string>() == it
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"b":1,"z":"x"}""")]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"schema":"s","items":[{"b":1,"a":"é🚀"},[2,3],"x"],"findings":[],"a":null,"z":{"y":[1]}}""")]
    public void the_digest_of_long_lists_is_that_of_the_whole(string json)
    {
        var whole = JsonNode.Parse(json)!.AsObject();
        var members = JsonNode.Parse(json)!.AsObject();
        var lists = new Dictionary<string, IEnumerable<JsonNode>>(StringComparer.Ordinal);
        foreach (var name in (string[])["items", "findings"])
        {
            if (whole[name] is JsonArray list)
            {
                members.Remove(name);
                lists[name] = list.Select(it => it!);
            }
        }

        CanonicalJson.DigestOf(members, lists).ShouldBe(Digest.Of(CanonicalJson.Write(whole)));
    }

    [Theory]
    [InlineData("""{"a":1,"b":[true,null,-2.5,"é\"\u001f"],"é":{}}""", true)]
    [InlineData("""{"b":1,"a":2}""", false)]
    [InlineData("""{"a":1,"a":2}""", false)]
    [InlineData("""{"a": 1}""", false)]
    [InlineData(""" {"a":1}""", false)]
    [InlineData("""{"a":1} """, false)]
    [InlineData("""{"a":[1 ,2]}""", false)]
    [InlineData("""{"a":[ ]}""", false)]
    [InlineData("""{"a":1.0}""", false)]
    [InlineData("""{"a":-0}""", false)]
    [InlineData("""{"a":1E2}""", false)]
    [InlineData("""{"a":1234567890123}""", true)]
    [InlineData("""{"a":"\u0041"}""", false)]
    [InlineData("""{"a":"\/"}""", false)]
    [InlineData("""{"a":"\u001F"}""", false)]
    [InlineData("""{"\u0061":1}""", false)]
    [InlineData("{\"\ufb33\":1,\"\ud83d\ude00\":2}", false)]
    [InlineData("{\"\ud83d\ude00\":2,\"\ufb33\":1}", true)]
    [InlineData("""{"a":{"z":1},"b":{"a":1}}""", true)]
    public void a_canonical_spelling_is_known_without_writing_it_again(string text, bool canonical) =>
        CanonicalJson.IsWritten(Encoding.UTF8.GetBytes(text)).ShouldBe(canonical);

    [Fact]
    public void what_was_written_is_known_and_after_any_change_of_a_byte_only_where_it_would_be_written_so_too() =>
        Prop.ForAll(
                ArbMap
                    .Default.GeneratorFor<(NonNull<string>[] Words, double Number, byte At, byte Mask)>()
                    .Where(it => double.IsFinite(it.Number))
                    .ToArbitrary(),
                it =>
                {
                    var bytes = Encoding.UTF8.GetBytes(CanonicalJson.Write(Sample([.. it.Words.Select(word => word.Get)], it.Number)));
                    var whole = CanonicalJson.IsWritten(bytes);
                    bytes[it.At % bytes.Length] ^= it.Mask;
                    return whole && Holds(() => CanonicalJson.IsWritten(bytes)) == Holds(() => IsWrittenAgain(bytes));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static JsonObject Sample(string[] words, double number)
    {
        var value = new JsonObject();
        foreach (var word in words.Select(it => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(it))))
        {
            value[word] = new JsonArray(word, number, new JsonObject { [word] = null });
        }

        return value;
    }

    /// <summary>The definition: read, written, and the same.</summary>
    private static bool IsWrittenAgain(byte[] bytes)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        return CanonicalJson.Write(JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false })) == text;
    }

    private static bool Holds(Func<bool> said)
    {
        try
        {
            return said();
        }
        catch (Exception none) when (none is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
