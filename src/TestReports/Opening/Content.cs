namespace Slipway.TestReports.Opening;

/// <summary>What a file holds, by its first bytes.</summary>
internal enum Content
{
    Nothing,
    Xml,
    Json,
    GoJson,
    Tap,
    Zip,
    Gzip,
    Tar,
    Binary,
    OtherText,
}

/// <summary>Tells what a file holds from its first bytes; its name says nothing.</summary>
internal static class Contents
{
    /// <summary>What the bytes begin.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="junk">How many bytes stand before the report itself (lines of a log before <c>&lt;?xml</c>).</param>
    public static Content Of(ReadOnlySpan<byte> head, out int junk)
    {
        junk = 0;
        if (head.StartsWith("PK\x3\x4"u8) || head.StartsWith("PK\x5\x6"u8))
        {
            return Content.Zip;
        }

        if (head.Length > 2 && head[0] == 0x1F && head[1] == 0x8B)
        {
            return Content.Gzip;
        }

        if (head.Length >= 512 && head.Slice(257, 5).SequenceEqual("ustar"u8))
        {
            return Content.Tar;
        }

        return OfText(head, out junk);
    }

    private static Content OfText(ReadOnlySpan<byte> head, out int junk)
    {
        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        var trimmed = text.TrimStart(" \t\r\n"u8);
        junk = 0;
        if (trimmed.IsEmpty)
        {
            return Content.Nothing;
        }

        switch (trimmed[0])
        {
            case (byte)'<':
                junk = head.Length - trimmed.Length;
                junk = head.StartsWith("\uFEFF"u8) && junk == 3 ? 0 : junk;
                return Content.Xml;
            case (byte)'{' or (byte)'[':
                return IsGo(trimmed) ? Content.GoJson : Content.Json;
        }

        if (head[..Math.Min(head.Length, 8192)].Contains((byte)0))
        {
            return Content.Binary;
        }

        return Behind(head, out junk);
    }

    /// <summary>A report behind lines of something else.</summary>
    private static Content Behind(ReadOnlySpan<byte> head, out int junk)
    {
        junk = 0;
        for (var at = 0; at < head.Length; )
        {
            var length = head[at..].IndexOf((byte)'\n');
            var line = (length < 0 ? head[at..] : head.Slice(at, length)).TrimStart(" \t"u8);
            if (line.StartsWith("<?xml"u8) || line.StartsWith("<testsuite"u8))
            {
                junk = at;
                return Content.Xml;
            }

            if (line.StartsWith("TAP version"u8) || IsPoint(line) || IsPlan(line))
            {
                return Content.Tap;
            }

            if (line.StartsWith("{\""u8) && IsGo(line))
            {
                return Content.GoJson;
            }

            at = length < 0 ? head.Length : at + length + 1;
        }

        return Content.OtherText;
    }

    /// <summary>An event of go in the first line: short, and with an action.</summary>
    private static bool IsGo(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOf((byte)'\n');
        var line = length < 0 ? text : text[..length];
        return line.IndexOf("\"Action\":"u8) >= 0 && (line.IndexOf("\"Package\":"u8) >= 0 || line.IndexOf("\"ImportPath\":"u8) >= 0);
    }

    private static bool IsPoint(ReadOnlySpan<byte> line) => Lines.TapPoint.Read(line) is { Number: not null };

    private static bool IsPlan(ReadOnlySpan<byte> line) =>
        line.StartsWith("1.."u8) && line.Length > 3 && line[3] is >= (byte)'0' and <= (byte)'9';
}
