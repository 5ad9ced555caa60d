namespace Slipway.Checklists.Reading;

/// <summary>A code page of one byte per character, its upper half as a table. Source: the mapping files of unicode.org.</summary>
internal sealed class SingleByte
{
    private readonly string _upper;
    private readonly Dictionary<char, byte> _bytes = [];

    private SingleByte(string name, string upper, string alsoWritten = "", string alsoRead = "")
    {
        Name = name;
        _upper = upper;
        for (var i = 0; i < upper.Length; i++)
        {
            _bytes[upper[i]] = (byte)(0x80 + i);
        }

        foreach (var (character, meant) in alsoWritten.Zip(alsoRead))
        {
            _bytes[character] = _bytes[meant];
        }
    }

    /// <summary>Windows-1252. The five bytes that it leaves open come out of most decoders as C1 controls, so here they are those.</summary>
    public static SingleByte Windows1252 { get; } =
        new(
            "cp1252",
            "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ" + string.Concat(Enumerable.Range(0xA0, 0x60).Select(it => (char)it))
        );

    /// <summary>Mac OS Roman, with the currency and ohm signs of its older table accepted as well.</summary>
    public static SingleByte MacRoman { get; } =
        new(
            "mac-roman",
            "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
            alsoWritten: "\u00A4\u2126",
            alsoRead: "€Ω"
        );

    /// <summary>The name as a plan says it.</summary>
    public string Name { get; }

    /// <summary>The character of a byte; bytes below 0x80 are ASCII.</summary>
    public char CharOf(byte value) => value < 0x80 ? (char)value : _upper[value - 0x80];

    /// <summary>The byte of 0x80 and above that this character stands for, or null.</summary>
    public byte? UpperByteOf(char character) => _bytes.TryGetValue(character, out var value) ? value : null;
}
