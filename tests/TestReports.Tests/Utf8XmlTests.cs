using System.Text;
using System.Xml;
using FsCheck;
using FsCheck.Fluent;
using Slipway.TestReports.Opening;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Tests;

/// <summary>Our reader of XML against that of the framework, on documents that are made by chance.</summary>
public sealed class Utf8XmlTests
{
    private static readonly string[] Names = ["a", "b:c", "testcase", "system-out", "é", "x1", "_y"];

    private static readonly string[] Texts =
    [
        "",
        "plain",
        "two words",
        "<>&\"'",
        "\n\t ",
        "äöü € 😀",
        "]]",
        "]]>",
        "&amp;",
        "a=b",
        "<!-- no comment -->",
        "\u00A0",
        new('x', 300),
    ];

    [Fact]
    public void it_reads_what_the_framework_reads()
    {
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                seed =>
                {
                    var document = Document(new Random(seed));

                    Ours(document, 17).ShouldBe(Theirs(document), document);
                    Ours(document, 64 * 1024).ShouldBe(Theirs(document), document);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("<a><b/></a>", "+a+b-b-a")]
    [InlineData("<a x='1' y=\"2\"/>", "+a[x=1][y=2]-a")]
    [InlineData("<a>1&lt;2 &#65;&#x42;</a>", "+a\"1<2 AB\"-a")]
    [InlineData("<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>", "+a\"<b>&amp;]]>\"-a")]
    [InlineData("<?xml version='1.0'?><!-- c --><p:a><!-- <x> --><?pi <y>?></p:a>", "+a-a")]
    public void a_document_becomes_its_parts(string document, string parts)
    {
        Ours(document, 5).ShouldBe(parts);
    }

    [Theory]
    [InlineData("<a><b></a>", "+a+b-b-a")]
    [InlineData("<a></b></a>", "+a-a")]
    [InlineData("<a", "")]
    [InlineData("<a x='1>", "")]
    public void a_flaw_leaves_the_parts_in_balance(string document, string parts)
    {
        var flaws = new Flaws();

        Ours(document, 5, flaws).ShouldBe(parts);

        flaws.Any.ShouldBeTrue();
    }

    private static string Document(Random random)
    {
        var text = new StringBuilder();
        using (
            var xml = XmlWriter.Create(
                text,
                new()
                {
                    OmitXmlDeclaration = true,
                    ConformanceLevel = ConformanceLevel.Document,
                    Indent = random.Next(2) == 0,
                }
            )
        )
        {
            Element(xml, random, 0);
        }

        return text.ToString();
    }

    private static void Element(XmlWriter xml, Random random, int depth)
    {
        var name = Names[random.Next(Names.Length)].Split(':');
        if (name.Length == 2)
        {
            xml.WriteStartElement(name[0], name[1], "urn:x");
        }
        else
        {
            xml.WriteStartElement(name[0]);
        }

        for (var at = random.Next(4); at > 0; at--)
        {
            xml.WriteAttributeString($"at{at}", Texts[random.Next(Texts.Length)]);
        }

        for (var at = depth > 5 ? 0 : random.Next(5); at > 0; at--)
        {
            switch (random.Next(4))
            {
                case 0:
                    xml.WriteCData(Texts[random.Next(Texts.Length)]);
                    break;
                case 1:
                    xml.WriteString(Texts[random.Next(Texts.Length)]);
                    break;
                case 2:
                    xml.WriteComment("x <y> & z");
                    break;
                default:
                    Element(xml, random, depth + 1);
                    break;
            }
        }

        xml.WriteEndElement();
    }

    private static string Ours(string document, int piece, Flaws? flaws = null)
    {
        var found = flaws ?? new Flaws();
        using var xml = new Utf8Xml(
            new Pieces(Encoding.UTF8.GetBytes(document), piece),
            new(),
            found,
            TestContext.Current.CancellationToken
        )
        {
            WantsText = true,
        };
        var told = new Parts();
        for (var part = xml.Read(); part != XmlPart.Nothing; part = xml.Read())
        {
            switch (part)
            {
                case XmlPart.Start:
                    told.Start(Encoding.UTF8.GetString(xml.Name));
                    for (var at = 0; at < xml.AttributeCount; at++)
                    {
                        told.Attribute(Encoding.UTF8.GetString(xml.AttributeName(at)), xml.Decoded(xml.RawValue(at), 10_000));
                    }

                    break;
                case XmlPart.End:
                    told.End(Encoding.UTF8.GetString(xml.Name));
                    break;
                default:
                    told.Text(xml.IsCData ? Encoding.UTF8.GetString(xml.RawText) : xml.Decoded(xml.RawText, 10_000));
                    break;
            }
        }

        if (flaws is null)
        {
            found.Reason.ShouldBeNull();
        }

        return told.ToString();
    }

    private static string Theirs(string document)
    {
        using var xml = XmlReader.Create(new StringReader(document), new() { IgnoreComments = true });
        var told = new Parts();
        while (xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    var (name, isEmpty) = (xml.LocalName, xml.IsEmptyElement);
                    told.Start(name);
                    while (xml.MoveToNextAttribute())
                    {
                        told.Attribute(xml.Name, xml.Value);
                    }

                    if (isEmpty)
                    {
                        told.End(name);
                    }

                    break;
                case XmlNodeType.EndElement:
                    told.End(xml.LocalName);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    told.Text(xml.Value);
                    break;
            }
        }

        return told.ToString();
    }

    /// <summary>The parts of a document in a form that can be compared: texts that touch are one.</summary>
    private sealed class Parts
    {
        private readonly StringBuilder _told = new();
        private readonly StringBuilder _text = new();

        public void Start(string name) => Settled().Append('+').Append(name);

        public void Attribute(string name, string value) => _told.Append('[').Append(name).Append('=').Append(value).Append(']');

        public void End(string name) => Settled().Append('-').Append(name);

        public void Text(string text) => _text.Append(text);

        public override string ToString() => Settled().ToString();

        private StringBuilder Settled()
        {
            if (_text.Length > 0)
            {
                _told.Append('"').Append(_text).Append('"');
                _text.Clear();
            }

            return _told;
        }
    }

    /// <summary>Gives few bytes at a time, as a pipe does.</summary>
    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(size, count));
    }
}
