using System.Text;

namespace Slipway.TestReports.Opening;

/// <summary>Why something is no report, for a person.</summary>
internal static class Refusals
{
    public static ReportSummary Of(string file, string reason, ReportFormat? format = null, ReportDialect? dialect = null) =>
        new()
        {
            File = file,
            Format = format,
            Dialect = dialect,
            Status = ReportStatus.Refused,
            Reason = reason,
        };

    public static string Why(Content content) =>
        content switch
        {
            Content.Nothing => "it is empty",
            Content.Binary => "it is binary, and no archive that is read (zip, tar, gz)",
            Content.Zip or Content.Tar or Content.Gzip => "it is an archive within an archive; unpack the outer one first",
            _ => "it is text, and no report of tests that is known",
        };

    public static string Root(ReadOnlySpan<byte> name)
    {
        var shown = Encoding.UTF8.GetString(name[..Math.Min(name.Length, 60)]);
        return shown.Equals("html", StringComparison.OrdinalIgnoreCase)
            ? "it is a page of HTML, not a report of tests"
            : $"it is XML, and no report of tests that is known: its root is <{shown}>";
    }
}
