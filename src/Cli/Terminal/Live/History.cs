using System.Globalization;
using Slipway.Cli.Output;
using Slipway.Cli.Terminal.Talk;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Terminal.Live;

/// <summary>What happened, as lines that stay: they scroll away above the picture, and scrollback and copies hold the whole story.</summary>
internal sealed class History(TimeZoneInfo zone)
{
    /// <summary>Where the words of a line begin, behind its time, its verdict and its line of the document.</summary>
    public const int Indent = 30;

    private string? _phase;

    public IEnumerable<ShownLine> Of(RunEvent happened, RunState state, DateTimeOffset at)
    {
        if (Told.Of(happened, state, at) is not { } told)
        {
            yield break;
        }

        if (Told.PhaseOf(happened, state) is { } phase && phase != _phase)
        {
            _phase = phase;
            yield return new();
            yield return new(new Piece(PlainText.Short(phase, 200), Tone.Strong));
        }

        yield return Line(told, state) with
        {
            MayBeCut = happened is RunEvent.StepBegan or RunEvent.StepEnded { Verdict: Verdict.Pass },
        };
    }

    public static ShownLine Notice(string text) => new(new Piece($"          {PlainText.Of(text)}", Tone.Faint));

    private ShownLine Line(Told told, RunState state)
    {
        var time = TimeZoneInfo.ConvertTime(told.At, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return new(
            new Piece($"{time}  ", Tone.Faint),
            new($"{told.Word, -12}  ", ToneOf(told)),
            new(told.Step is { } step ? $"{step.Line, 4}  " : "", Tone.Faint),
            new(
                told.Step is { } named ? PlainText.Short(StepName.Of(named, state), 70) : "",
                told.Verdict == Verdict.Fail ? Tone.Strong : Tone.Plain
            ),
            new(PlainText.Of(told.Text), told.Step is null || told.Matters ? Tone.Plain : Tone.Faint)
        );
    }

    private static Tone ToneOf(Told told) =>
        told switch
        {
            { Verdict: Verdict.Pass } => Tone.Good,
            { Verdict: Verdict.Fail or Verdict.Error } => Tone.Bad,
            { Verdict: Verdict.Inconclusive } or { Word: "waits" or "waived" or "goes on" or "stopped" } => Tone.Doubt,
            { Word: "begins" } => Tone.Now,
            _ => Tone.Faint,
        };
}
