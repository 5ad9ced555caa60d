using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Output;

/// <summary>A report of readiness for a terminal: what it comes to, the decision, the sections, the risks.</summary>
internal static class ReadinessText
{
    public static void Write(TextWriter text, ReadinessReport report)
    {
        text.WriteLine($"{ReadinessWords.Outcome(report)}: {PlainText.Short(report.Title, 200)}  ({report.File}, {report.Environment})");
        text.WriteLine(ReadinessWords.Summary(report));
        text.WriteLine();
        foreach (var sentence in report.Decision)
        {
            text.WriteLine(PlainText.Short(sentence, 1000));
        }

        foreach (var section in report.Sections)
        {
            text.WriteLine();
            text.WriteLine($"{section.Title}: {ReadinessWords.Of(section)}");
            foreach (var line in section.Lines)
            {
                text.WriteLine($"  {ReadinessWords.Of(line), -15} {PlainText.Short(line.What, 200)}");
                text.WriteLine($"                  {PlainText.Short(line.Without ?? line.Why, 1000)}");
            }
        }

        text.WriteLine();
        WriteRisks(text, report.Risks);
        text.WriteLine();
        text.WriteLine(ReadinessWords.Claims(report));
        text.WriteLine(ReadinessWords.Expiry(report));
    }

    private static void WriteRisks(TextWriter text, IReadOnlyList<string> risks)
    {
        text.WriteLine(risks.Count == 0 ? "No open risk is known." : "Open risks:");
        foreach (var risk in risks)
        {
            text.WriteLine($"  - {PlainText.Short(risk, 1000)}");
        }
    }
}
