namespace Slipway.Checklists;

/// <summary>Findings as workflow commands of GitHub Actions. A document cannot slip a command of its own in: line ends, percent signs, colons and commas are escaped.</summary>
public static class FindingsAnnotations
{
    /// <summary>One line for each finding.</summary>
    public static IEnumerable<string> Write(LintReport report) =>
        report.Findings.Select(it =>
            $"::{Level(it.Severity)} file={Property(it.PlaceIn(report.File).File)},line={it.PlaceIn(report.File).Line},col={it.Column},title={Property($"{it.Code} {it.Rule}")}::{Data($"{it.Message} {it.Suggest}".TrimEnd())}"
        );

    private static string Level(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "notice",
        };

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    /// <summary>Every control character is a line end to somebody.</summary>
    private static string Data(string text) =>
        string.Concat(
            text.Select(it =>
                it switch
                {
                    '%' => "%25",
                    '\r' => "%0D",
                    '\n' => "%0A",
                    '\u0085' or '\u2028' or '\u2029' => " ",
                    _ when char.IsControl(it) => "\ufffd",
                    _ => it.ToString(),
                }
            )
        );
}
