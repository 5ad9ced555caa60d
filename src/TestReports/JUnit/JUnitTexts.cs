using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.TestReports.Counting;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.JUnit;

/// <summary>Names, messages and words of JUnit XML.</summary>
internal static partial class JUnitTexts
{
    private const int MostSuites = 32;

    public static IReadOnlyList<string> Path(IReadOnlyList<string> parent, string name) =>
        name.Length == 0 || parent.Count == MostSuites ? parent : [.. parent, name];

    public static void Names(Utf8Xml xml, CaseDraft draft)
    {
        (draft.Name, draft.ClassName) = (xml["name"u8] ?? "", xml["classname"u8] ?? xml["class"u8] ?? "");
        (draft.File, draft.Line) = (
            xml["file"u8],
            int.TryParse(xml["line"u8], NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null
        );
    }

    /// <summary>What an attribute of the case says; a word that is not known says nothing.</summary>
    public static TestOutcome Said(ReadOnlySpan<byte> attribute, ReadOnlySpan<byte> value)
    {
        if (value.Length > 24)
        {
            return TestOutcome.Passed;
        }

        var word = Encoding.ASCII.GetString(value).Trim().ToUpperInvariant();
        return attribute[0] switch
        {
            (byte)'s' when attribute.SequenceEqual("success"u8) => word is "FALSE" or "NO" ? TestOutcome.Failed : TestOutcome.Passed,
            (byte)'s' when attribute.SequenceEqual("skipped"u8) => word is "TRUE" or "YES" or "1"
                ? TestOutcome.Skipped
                : TestOutcome.Passed,
            (byte)'e' => word is "FALSE" or "NO" ? TestOutcome.Skipped : TestOutcome.Passed,
            (byte)'d' or (byte)'i' => word is "TRUE" or "YES" or "1" ? TestOutcome.Skipped : TestOutcome.Passed,
            _ => Word(word),
        };
    }

    public static BoundedText? Message(Utf8Xml xml, int most)
    {
        var at = xml.Index("message"u8);
        return at < 0 ? null : new(xml.Decoded(xml.RawValue(at), most), Math.Max(0, xml.RawValue(at).Length - most));
    }

    public static BoundedText? Filled(BoundedText text) => text.Text.AsSpan().Trim().IsEmpty && text.OmittedBytes == 0 ? null : text;

    public static BoundedText Joined(BoundedText? before, BoundedText more, int most)
    {
        if (before is null)
        {
            return more;
        }

        var room = Math.Max(0, most - before.Text.Length);
        var take = Math.Min(room, more.Text.Length);
        return new(before.Text + more.Text[..take], before.OmittedBytes + more.OmittedBytes + more.Text.Length - take);
    }

    /// <summary>Another try, as an element within the case: its stack trace is its text, or stands in <c>stackTrace</c>.</summary>
    public static TestAttempt Attempt(Utf8Xml xml, int most)
    {
        var outcome = xml.Name.EndsWith("Error"u8) ? TestOutcome.Error : TestOutcome.Failed;
        var (message, type, time) = (Message(xml, most), xml["type"u8], xml["time"u8]);
        var (details, output, errors) = ((BoundedText?)null, (BoundedText?)null, (BoundedText?)null);
        var depth = xml.Depth;
        xml.WantsText = true;
        for (var part = xml.Read(); part != XmlPart.Nothing && !(part == XmlPart.End && xml.Depth == depth); part = xml.Read())
        {
            if (part == XmlPart.Text)
            {
                details = Joined(details, Piece(xml, most), most);
            }
            else if (part == XmlPart.Start)
            {
                var word = JUnitWords.Of(xml.Name);
                var text = XmlTexts.Within(xml, most);
                (details, output, errors) = word switch
                {
                    JUnitWord.Output => (details, text, errors),
                    JUnitWord.ErrorOutput => (details, output, text),
                    _ => (Joined(details, text, most), output, errors),
                };
            }
        }

        xml.WantsText = false;
        return new()
        {
            Outcome = outcome,
            Message = message,
            Type = type,
            Details = details is null ? null : Filled(details),
            Output = output,
            ErrorOutput = errors,
            Duration = CaseDraft.Span(time is null ? null : Times.Seconds(Encoding.UTF8.GetBytes(time))),
        };
    }

    /// <summary>Keeps the value of a property that names the commit.</summary>
    public static void Commit(ReportTally tally, string name, string value)
    {
        if (name.Length <= 40 && CommitName().IsMatch(name) && CommitId().IsMatch(value))
        {
            tally.Commit(value);
        }
    }

    public static string Short(string name) => name.Length > 100 ? $"{name[..100]}…" : name;

    private static BoundedText Piece(Utf8Xml xml, int most)
    {
        var raw = xml.RawText;
        var take = Math.Min(raw.Length, most);
        return new(xml.IsCData ? xml.TextEncoding.GetString(raw[..take]) : xml.Decoded(raw, take), raw.Length - take);
    }

    /// <summary>GoogleTest, CTest, and tools that say it in an attribute instead of an element.</summary>
    private static TestOutcome Word(string word) =>
        word switch
        {
            "FAIL" or "FAILED" or "FAILURE" => TestOutcome.Failed,
            "ERROR" or "BROKEN" or "CRASHED" or "ABORTED" or "TIMEOUT" or "TIMEDOUT" => TestOutcome.Error,
            "NOTRUN"
            or "NOT_RUN"
            or "NOT RUN"
            or "NOTEXECUTED"
            or "SKIPPED"
            or "SKIP"
            or "DISABLED"
            or "SUPPRESSED"
            or "IGNORED"
            or "PENDING"
            or "TODO"
            or "INCONCLUSIVE"
            or "UNTESTED"
            or "INCOMPLETE" => TestOutcome.Skipped,
            _ => TestOutcome.Passed,
        };

    [GeneratedRegex(
        @"^(?:(?:git|ci|vcs|build|github|gitlab)[._-])?(?:commit|sha|revision)(?:[._-](?:id|sha|hash))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CommitName();

    [GeneratedRegex("^[0-9a-fA-F]{7,64}$")]
    private static partial Regex CommitId();
}
