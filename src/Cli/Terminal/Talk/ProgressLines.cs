using System.Globalization;
using Slipway.Cli.Output;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal.Talk;

/// <summary>What happens in a run, a line each: time, verdict, line of the document, words, reason.</summary>
/// <param name="err">Where talk goes.</param>
/// <param name="colour">Whether it may be coloured.</param>
/// <param name="zone">For the times.</param>
/// <param name="quiet">Only what did not pass, and what people did about it.</param>
internal sealed class ProgressLines(TextWriter err, bool colour, TimeZoneInfo zone, bool quiet = false) : IRunListener
{
    private string? _phase;

    public void Happened(RunEvent happened, RunState state, DateTimeOffset at)
    {
        var told = Told.Of(happened, state, at);
        if (quiet && told is not { Matters: true })
        {
            return;
        }

        if (Told.PhaseOf(happened, state) is { } phase && phase != _phase)
        {
            _phase = phase;
            WriteHeading(PlainText.Short(phase, 200));
        }

        if (told is not null)
        {
            Write(told);
        }
    }

    public void Notice(string text)
    {
        if (!quiet)
        {
            err.WriteLine($"          {PlainText.Of(text)}");
        }
    }

    private void WriteHeading(string heading)
    {
        err.WriteLine();
        err.WriteLine(colour ? $"\e[1m{heading}\e[0m" : heading);
    }

    private void Write(Told told)
    {
        var time = TimeZoneInfo.ConvertTime(told.At, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var word = told.Word.PadRight(12);
        var named = told.Step is { } step ? $"{step.Line, 4}  {told.Named}" : "";
        err.WriteLine(
            $"{time}  {(colour && told.Verdict is { } it ? $"\e[{Paint(it)}m{word}\e[0m" : word)}  {PlainText.Of(named + told.Text)}"
        );
    }

    private static string Paint(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "32",
            Verdict.Fail or Verdict.Error => "31",
            Verdict.Inconclusive => "33",
            _ => "2",
        };
}
