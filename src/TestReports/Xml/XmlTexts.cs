using System.Text;

namespace Slipway.TestReports.Xml;

/// <summary>Gathers the text of an element, within a bound.</summary>
internal static class XmlTexts
{
    /// <summary>The text within the element that has begun, its end included.</summary>
    public static BoundedText Within(Utf8Xml xml, int most)
    {
        var (depth, wanted) = (xml.Depth, xml.WantsText);
        var (text, omitted, kept) = (new StringBuilder(), 0L, 0);
        xml.WantsText = true;
        for (var part = xml.Read(); part != XmlPart.Nothing && !(part == XmlPart.End && xml.Depth == depth); part = xml.Read())
        {
            if (part != XmlPart.Text)
            {
                continue;
            }

            var raw = xml.RawText;
            var take = Math.Min(raw.Length, most - kept);
            text.Append(xml.IsCData ? Plain(xml, raw[..take]) : xml.Decoded(raw, take));
            kept += take;
            omitted += raw.Length - take;
        }

        xml.WantsText = wanted;
        return new(text.ToString(), omitted);
    }

    private static string Plain(Utf8Xml xml, ReadOnlySpan<byte> raw) => xml.TextEncoding.GetString(raw);
}
