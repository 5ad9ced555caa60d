using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Cli.Topics;
using Slipway.Kernel;

namespace Slipway.Cli.Output;

/// <summary>Results of checks for people: one line each, and why below it; the kinds there are.</summary>
internal static class CheckText
{
    /// <summary>Writes each result as it comes, and how many passed when there are several; gives the exit code.</summary>
    public static async Task<int> WriteAsync(TextWriter text, IAsyncEnumerable<CheckResult> results, CancellationToken ct)
    {
        var (all, passed) = (0, 0);
        await foreach (var it in results.WithCancellation(ct))
        {
            all++;
            passed += it.Verdict == Verdict.Pass ? 1 : 0;
            await text.WriteLineAsync($"{Word(it.Verdict)}  {it.Name}");
            await text.WriteLineAsync($"      {it.Why}");
        }

        if (all > 1)
        {
            await text.WriteLineAsync($"{passed} of {all} pass");
        }

        return all > 0 && passed == all ? ExitCodes.Go : ExitCodes.NoGo;
    }

    /// <summary>The built-in kinds, then those of the operator's own.</summary>
    public static void WriteKinds(TextWriter text, Settings settings)
    {
        var widest = CheckKinds.All.Keys.Concat(settings.Checks.Keys).Max(it => it.Length);
        foreach (var kind in CheckKinds.All.Keys.Order(StringComparer.Ordinal))
        {
            text.WriteLine($"{kind.PadRight(widest)}  {Guide.Read($"check-{kind}").Purpose}");
        }

        foreach (var (kind, own) in settings.Checks.OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            text.WriteLine($"{kind.PadRight(widest)}  Runs {PlainText.Short(own.Run, 200)}, as slipway.yaml says.");
        }

        text.WriteLine("`slipway help check-KIND` has the settings of one, and how it fails.");
    }

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "pass",
            Verdict.Fail => "FAIL",
            Verdict.Error => "error",
            Verdict.Inconclusive => "inconclusive",
            _ => "not run",
        };
}
