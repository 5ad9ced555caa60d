using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Logs;

/// <summary>
/// Reads the time of a line of a log: ISO 8601, syslog, nginx and apache, seconds since 1970, and the members of a JSON line that
/// usually hold it. A time without a zone is that of the machine.
/// </summary>
internal sealed partial class LineTime(DateTimeOffset now, TimeZoneInfo zone)
{
    private const int Head = 256;

    private static readonly string[] Members =
    [
        "time",
        "timestamp",
        "@timestamp",
        "ts",
        "@t",
        "datetime",
        "date",
        "t",
        "Timestamp",
        "Time",
    ];

    /// <summary>The time; null when the line has none.</summary>
    public DateTimeOffset? Of(string line)
    {
        if (line.StartsWith('{') && Json(line) is { } said)
        {
            return said;
        }

        var head = line.Length > Head ? line[..Head] : line;
        return Iso(head)
            ?? Access(head)
            ?? ApacheError(head)
            ?? Syslog(head)
            ?? (Epoch().Match(head) is { Success: true } it ? Since1970(it.Value.TrimStart('[')) : null);
    }

    /// <summary>Seconds since 1970, or the thousandths, millionths or billionths of which there are more digits.</summary>
    private static DateTimeOffset? Since1970(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        while (number > 99_999_999_999m)
        {
            number /= 1000;
        }

        return number > 100_000_000m ? DateTimeOffset.UnixEpoch + TimeSpan.FromTicks((long)(number * TimeSpan.TicksPerSecond)) : null;
    }

    private DateTimeOffset? Json(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new() { MaxDepth = 64 });
            foreach (var member in Members)
            {
                if (document.RootElement.TextAt(member) is { } text)
                {
                    return Iso(text) ?? Since1970(text);
                }
            }
        }
        catch (JsonException)
        {
            // A line that only looks like JSON.
        }

        return null;
    }

    private DateTimeOffset? Iso(string text)
    {
        if (IsoForm().Match(text) is not { Success: true } found)
        {
            return null;
        }

        var day = found.Groups[1].Value.Replace('/', '-');
        var fraction = found.Groups[3].Success ? $".{found.Groups[3].Value[..Math.Min(7, found.Groups[3].Length)]}" : "";
        var offset = found.Groups[4].Success ? found.Groups[4].Value.Trim() : "";
        return Parsed($"{day}T{found.Groups[2].Value}{fraction}", offset);
    }

    private DateTimeOffset? Access(string text) =>
        AccessForm().Match(text) is { Success: true } found
            ? Parsed(
                $"{found.Groups[3].Value}-{Month(found.Groups[2].Value)}-{found.Groups[1].Value}T{found.Groups[4].Value}",
                found.Groups[5].Value
            )
            : null;

    private DateTimeOffset? ApacheError(string text) =>
        ApacheErrorForm().Match(text) is { Success: true } found
            ? Parsed($"{found.Groups[4].Value}-{Month(found.Groups[1].Value)}-{found.Groups[2].Value}T{found.Groups[3].Value}", "")
            : null;

    /// <summary>Syslog has no year: it is the latest one that is not in the future.</summary>
    private DateTimeOffset? Syslog(string text)
    {
        if (SyslogForm().Match(text) is not { Success: true } found)
        {
            return null;
        }

        var rest = $"{Month(found.Groups[1].Value)}-{found.Groups[2].Value.Trim().PadLeft(2, '0')}T{found.Groups[3].Value}";
        return Parsed($"{now.Year + 1}-{rest}", "") is { } next && next <= now.AddDays(1) ? next
            : Parsed($"{now.Year}-{rest}", "") is { } at && at <= now.AddDays(1) ? at
            : Parsed($"{now.Year - 1}-{rest}", "");
    }

    private DateTimeOffset? Parsed(string local, string offset)
    {
        if (!DateTime.TryParse(local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return null;
        }

        if (offset.Length == 0)
        {
            return new(at, zone.GetUtcOffset(at));
        }

        if (offset is "Z" or "z" or "UTC")
        {
            return new(at, TimeSpan.Zero);
        }

        var digits = offset[1..].Replace(":", "", StringComparison.Ordinal);
        var minutes =
            (int.Parse(digits[..2], CultureInfo.InvariantCulture) * 60)
            + (digits.Length > 2 ? int.Parse(digits[2..], CultureInfo.InvariantCulture) : 0);
        return minutes > 14 * 60 || at.Year is < 1970 or > 9000
            ? null
            : new(at, TimeSpan.FromMinutes(offset[0] == '-' ? -minutes : minutes));
    }

    private static string Month(string name) =>
        (
            (Array.IndexOf(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], name.ToLowerInvariant()))
            + 1
        ).ToString("00", CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\b([0-9]{4}[-/][0-9]{2}[-/][0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:[.,]([0-9]{1,9}))?( ?Z\b| ?UTC\b| ?[+-][0-9]{2}:?[0-9]{2}\b| ?[+-][0-9]{2}\b)?"
    )]
    private static partial Regex IsoForm();

    [GeneratedRegex(@"\[([0-9]{2})/([A-Za-z]{3})/([0-9]{4}):([0-9]{2}:[0-9]{2}:[0-9]{2}) ([+-][0-9]{4})\]")]
    private static partial Regex AccessForm();

    [GeneratedRegex(@"^\[[A-Za-z]{3} ([A-Za-z]{3}) ([0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,9})? ([0-9]{4})\]")]
    private static partial Regex ApacheErrorForm();

    [GeneratedRegex(@"^(?:<[0-9]{1,3}>)?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ([ 0-9][0-9]) ([0-9]{2}:[0-9]{2}:[0-9]{2})\b")]
    private static partial Regex SyslogForm();

    [GeneratedRegex(@"^\[?[0-9]{10}(?:[0-9]{3})?(?:\.[0-9]{1,9})?(?![0-9])")]
    private static partial Regex Epoch();
}
