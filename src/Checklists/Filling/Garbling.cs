using System.Text;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Filling;

/// <summary>
/// Writes text the way the document is written. In a garbled document what is not ASCII is garbled in the same way: one repair of
/// the whole file, now or later, then puts everything right, where a mixture could never be repaired.
/// </summary>
internal static class Garbling
{
    /// <summary>The bytes of a text.</summary>
    /// <param name="text">What is to be written.</param>
    /// <param name="repaired">How the document is garbled: <c>none</c>, <c>cp1252</c> or <c>mac-roman</c>.</param>
    public static byte[] Encode(string text, string repaired)
    {
        var codec =
            repaired == SingleByte.Windows1252.Name ? SingleByte.Windows1252
            : repaired == SingleByte.MacRoman.Name ? SingleByte.MacRoman
            : null;
        var utf8 = Encoding.UTF8.GetBytes(text);
        return codec is null || Ascii.IsValid(utf8) ? utf8 : Encoding.UTF8.GetBytes(string.Concat(utf8.Select(codec.CharOf)));
    }
}
