using System.Text;

namespace Slipway.Checks.Reports;

/// <summary>A report that is text.</summary>
internal static class ReportText
{
    private const long MostOfAll = 512L * 1024 * 1024;

    /// <summary>Its lines, without their ends; a longer one than is asked for is an <see cref="UnreadableReport"/>.</summary>
    public static IEnumerable<string> Lines(TextReader reader, string shown, int most, CancellationToken ct)
    {
        var piece = new char[16 * 1024];
        var line = new StringBuilder();
        var all = 0L;
        while (reader.Read(piece) is var read and > 0)
        {
            ct.ThrowIfCancellationRequested();
            all += read;
            for (var from = 0; from < read; )
            {
                var end = Array.IndexOf(piece, '\n', from, read - from);
                line.Append(piece, from, (end < 0 ? read : end) - from);
                if (line.Length > most || all > MostOfAll)
                {
                    throw new UnreadableReport($"{shown} is larger, or has longer lines, than is read.");
                }

                if (end >= 0)
                {
                    yield return Taken(line);
                }

                from = end < 0 ? read : end + 1;
            }
        }

        if (line.Length > 0)
        {
            yield return Taken(line);
        }
    }

    /// <summary>The first character that is no blank; null when there is none among the first few thousand.</summary>
    public static char? First(ReportFile file)
    {
        using var reader = new StreamReader(file.Open());
        for (var i = 0; i < 4_096 && reader.Read() is var one and >= 0; i++)
        {
            if (!char.IsWhiteSpace((char)one))
            {
                return (char)one;
            }
        }

        return null;
    }

    private static string Taken(StringBuilder line)
    {
        var text = line.ToString().TrimEnd('\r');
        line.Clear();
        return text;
    }
}
