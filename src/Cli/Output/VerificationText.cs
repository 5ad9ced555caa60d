using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Output;

/// <summary>What came of verifying a record, in words for an auditor.</summary>
internal static class VerificationText
{
    private const int FaultsShown = 20;

    public static void Write(TextWriter text, RecordVerification verified, string name)
    {
        text.WriteLine(
            verified.Verdict switch
            {
                Verdict.Pass => $"HOLDS: {PlainText.Of(name)}",
                Verdict.Fail => $"DOES NOT HOLD: {PlainText.Of(name)}",
                _ => $"CANNOT BE JUDGED: {PlainText.Of(name)}",
            }
        );
        if (verified.Run is { } run)
        {
            text.WriteLine();
            StatusText.WriteHead(text, run);
            text.WriteLine($"plan       sha256:{run.Started.PlanDigest}");
            foreach (var it in run.Artifacts)
            {
                text.WriteLine($"goes live  {PlainText.Of(it.Name)}: {PlainText.Of(it.Of)}, {PlainText.Of(it.Named)}");
            }
        }

        text.WriteLine();
        foreach (var part in verified.Parts)
        {
            WritePart(text, part);
        }

        text.WriteLine();
        text.WriteLine(Limits(verified));
    }

    private static void WritePart(TextWriter text, VerifiedPart part)
    {
        var word = part.Verdict switch
        {
            Verdict.Pass => "holds",
            Verdict.Fail => "BROKEN",
            _ => "open",
        };
        text.WriteLine($"{word, -7} {part.Subject, -11}  {PlainText.Of(part.Says)}");
        foreach (var fault in part.Faults.Take(FaultsShown))
        {
            text.WriteLine($"                     {PlainText.Of(fault)}");
        }

        if (part.Faults.Count > FaultsShown)
        {
            text.WriteLine($"                     and {part.Faults.Count - FaultsShown} more");
        }
    }

    /// <summary>What a record that holds does not say.</summary>
    private static string Limits(RecordVerification verified) =>
        verified.KeyId is null
            ? "Without a signature a record can have been written anew as a whole."
            : "What this says: nothing was changed since that key signed. What it does not: that whoever held the key told the truth while the run ran.";
}
