using System.Globalization;
using System.Text;
using Slipway.Runs.Reports;

namespace Slipway.Runs;

/// <summary>A report of readiness to hand round (GitHub Flavored Markdown): what it comes to, the decision asked for, what it rests on and what it does not, the risks, its end.</summary>
public static class ReadinessMarkdown
{
    /// <summary>The whole text.</summary>
    public static string Write(ReadinessReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {ReadinessWords.Outcome(report)}: {MarkdownText.Of(report.Title, 300)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{ReadinessWords.Summary(report)} {MarkdownText.Of(ReadinessWords.Expiry(report))}\n\n");
        text.Append("| | |\n|---|---|\n");
        Row(text, "Document", report.File);
        Row(text, "Environment", report.Environment);
        Row(text, "Commit", report.Commit ?? "not known");
        Row(text, "Plan", report.PlanDigest);
        text.Append("\n## The decision\n\n");
        foreach (var sentence in report.Decision)
        {
            text.Append(CultureInfo.InvariantCulture, $"{MarkdownText.Of(sentence)}\n\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{ReadinessWords.Claims(report)}\n\n");
        foreach (var section in report.Sections)
        {
            Section(text, section);
        }

        Listed(
            text,
            "What it does not rest on",
            [.. report.DoesNotRestOn.Select(it => $"{it.What}: {it.Why}")],
            "Everything that was asked for is proved."
        );
        Listed(text, "Open risks", report.Risks, "None is known.");
        return text.ToString();
    }

    private static void Section(StringBuilder text, ReadinessSection section)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"## {section.Title}: {ReadinessWords.Of(section)}\n\n| verdict | what | evidence | seen |\n|---|---|---|---|\n"
        );
        foreach (var line in section.Lines)
        {
            var at = line.At?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {ReadinessWords.Of(line)} | {MarkdownText.Of(line.What, 300)} | {MarkdownText.Of(line.Without ?? line.Why, 600)} | {at} |\n"
            );
        }

        text.Append('\n');
    }

    private static void Listed(StringBuilder text, string title, IReadOnlyList<string> sentences, string none)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        text.Append(sentences.Count == 0 ? $"{none}\n" : string.Concat(sentences.Select(it => $"- {MarkdownText.Of(it, 600)}\n")));
        text.Append('\n');
    }

    private static void Row(StringBuilder text, string name, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {MarkdownText.Of(value, 300)} |\n");
}
