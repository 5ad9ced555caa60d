using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Tests.Reading;

public sealed class SourceTextTests
{
    [Fact]
    public void text_in_utf8_stays_as_it_is()
    {
        var source = Read("# Überblick\n- [ ] Fehlerrate ≤ 1 % ✅\n");

        source.Repaired.ShouldBe("none");
        source.Text.ShouldBe("# Überblick\n- [ ] Fehlerrate ≤ 1 % ✅\n");
        source.LineCount.ShouldBe(3);
    }

    [Theory]
    [InlineData("cp1252")]
    [InlineData("mac-roman")]
    public void garbled_text_is_understood_and_its_bytes_are_found_again(string codec)
    {
        const string meant = "- [ ] Availability ≥ 99.5 % 🚀\r\n- [ ] Café “open” ⚠️ done\r\n";
        var bytes = Garbled(meant, codec);

        var source = SourceText.Read(bytes);

        source.Repaired.ShouldBe(codec);
        source.Text.ShouldBe(meant);
        var sign = source.Text.IndexOf('≥', StringComparison.Ordinal);
        Garbled("≥", codec).ShouldBe(bytes[source.ByteOffset(sign)..source.ByteOffset(sign + 1)]);
    }

    [Fact]
    public void text_that_was_garbled_twice_is_understood_too()
    {
        var once = Encoding.UTF8.GetString(Garbled("uptime ≥ 99 %", "cp1252"));

        SourceText.Read(Garbled(once, "cp1252")).Text.ShouldBe("uptime ≥ 99 %");
    }

    [Theory]
    [InlineData("« Validé » – l’équipe a été prévenue à 8 h, c’est noté « oui »")]
    [InlineData("Größe prüfen, Übergabe bestätigt – 5 µs ± 1 µs")]
    [InlineData("Проверка выполнена")]
    [InlineData("部署前检查（必须）：完成")]
    public void honest_words_of_other_languages_are_not_repaired(string text)
    {
        var source = Read(text);

        source.Repaired.ShouldBe("none");
        source.Text.ShouldBe(text);
    }

    [Fact]
    public void a_byte_order_mark_is_no_part_of_the_text_but_keeps_its_bytes()
    {
        var source = SourceText.Read(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a' });

        source.Text.ShouldBe("a");
        source.ByteOffset(0).ShouldBe(3);
        source.ByteOffset(1).ShouldBe(4);
    }

    [Fact]
    public void every_kind_of_line_end_is_one_line()
    {
        var source = Read("a\r\nb\nc\rd");

        source.LineCount.ShouldBe(4);
        Enumerable.Range(1, 4).Select(source.Line).ShouldBe(["a", "b", "c", "d"]);
        source.LineOf(source.Text.IndexOf('c', StringComparison.Ordinal)).ShouldBe(3);
        source.LineOf(source.Text.Length).ShouldBe(4);
    }

    [Fact]
    public void bytes_of_an_old_code_page_are_read_one_by_one() =>
        SourceText.Read(new byte[] { (byte)'c', (byte)'a', (byte)'f', 0xE9, (byte)'\n' }).Text.ShouldBe("café\n");

    [Fact]
    public void any_bytes_are_read_without_loss() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400),
            Prop.ForAll<byte[]>(bytes =>
            {
                var source = SourceText.Read(bytes);
                var offsets = Enumerable.Range(0, source.Text.Length + 1).Select(source.ByteOffset).ToList();
                offsets.ShouldBe(offsets.Order());
                offsets[^1].ShouldBe(bytes.Length);
                Enumerable.Range(1, source.LineCount).Select(source.LineStart).ShouldAllBe(it => source.LineStart(source.LineOf(it)) == it);
            })
        );

    [Fact]
    public void any_text_in_utf8_is_found_again_byte_for_byte() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400),
            Prop.ForAll<NonNull<string>>(text =>
            {
                var bytes = Encoding.UTF8.GetBytes(text.Get);
                var source = SourceText.Read(bytes);
                var pieces = Enumerable
                    .Range(0, source.Text.Length)
                    .SelectMany(it => bytes[source.ByteOffset(it)..source.ByteOffset(it + 1)]);
                pieces.ShouldBe(bytes.Skip(source.ByteOffset(0)));
                source.LineCount.ShouldBe(1 + LineEnds(source.Text));
            })
        );

    private static int LineEnds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(it => it is '\n' or '\r');

    private static SourceText Read(string text) => SourceText.Read(Encoding.UTF8.GetBytes(text));

    private static byte[] Garbled(string meant, string codec)
    {
        var page = codec == "cp1252" ? SingleByte.Windows1252 : SingleByte.MacRoman;
        return Encoding.UTF8.GetBytes(string.Concat(Encoding.UTF8.GetBytes(meant).Select(page.CharOf)));
    }
}
