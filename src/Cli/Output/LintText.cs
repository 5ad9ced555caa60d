using Slipway.Checklists;

namespace Slipway.Cli.Output;

/// <summary>What the linter found, for people: the five worst things and the shares on the first screen, then everything.</summary>
internal static class LintText
{
    public static void Write(TextWriter text, LintReport report)
    {
        text.WriteLine($"{PlainText.Short(report.Title, 200)}  ({report.File}: {Counts(report)})");
        WriteWorst(text, report);
        text.WriteLine();
        WriteShares(text, report);
        if (report.Findings.Count > 0)
        {
            text.WriteLine();
            foreach (var finding in report.Findings)
            {
                WriteFinding(text, report.File, finding);
            }
        }

        text.WriteLine();
    }

    private static string Counts(LintReport report)
    {
        var errors = report.Findings.Count(it => it.Severity == Severity.Error);
        var warnings = report.Findings.Count(it => it.Severity == Severity.Warning);
        var ignored = report.Ignored > 0 ? $", {report.Ignored} answered in the document" : "";
        return $"{Of(errors, "error")}, {Of(warnings, "warning")}, {Of(report.Findings.Count - errors - warnings, "note")}{ignored}";
    }

    private static void WriteWorst(TextWriter text, LintReport report)
    {
        if (report.Worst.Count == 0)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine("What stands between this document and a quiet night:");
        foreach (var finding in report.Worst)
        {
            text.WriteLine($"  {finding.Where, -9} {finding.Code}  {PlainText.Short(finding.Message, 1000)}");
            if (finding.Suggest is { } suggest)
            {
                text.WriteLine($"                    {PlainText.Short(suggest, 1000)}");
            }
        }
    }

    private static void WriteShares(TextWriter text, LintReport report)
    {
        var shares = report.Shares;
        if (shares.Claims == 0)
        {
            text.WriteLine("It claims nothing that could be proved.");
        }
        else
        {
            text.WriteLine(
                $"Of {shares.Claims} claims a machine proves {shares.AsWritten} as written ({Share(shares.AsWritten, shares.Claims)}), {shares.WithBindings} with the bindings at hand ({Share(shares.WithBindings, shares.Claims)}){InPart(shares)}, {shares.WithChecks} once every source is named ({Share(shares.WithChecks, shares.Claims)}); people say {shares.People}."
            );
        }

        if (!report.KnowsRepository)
        {
            text.WriteLine(
                "There is no repository to hold it against, so nothing is said of scripts, targets, services, tables and routes: name one with --repo."
            );
        }
    }

    private static string InPart(ProofShares shares) => shares.InPart == 0 ? "" : $", {shares.InPart} of them in part";

    private static void WriteFinding(TextWriter text, string file, Finding finding)
    {
        text.WriteLine(
            $"{finding.PlaceIn(file)}:{finding.Column}: {PlanJson.Name(finding.Severity)} {finding.Code}: {PlainText.Short(finding.Message, 1000)}{(finding.Suggest is { } suggest ? " " + PlainText.Short(suggest, 500) : "")}{(finding.Fix is null ? "" : " [--fix]")}"
        );
    }

    private static string Share(int part, int whole) => $"{100.0 * part / whole:0} %";

    private static string Of(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
