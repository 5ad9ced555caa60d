using Slipway.Cli.Terminal.Live;
using Slipway.Runs;

namespace Slipway.Cli.Output;

/// <summary>A statement as it is shown to whoever signs it: every member that is signed, and nothing else.</summary>
internal static class StatementText
{
    public static IEnumerable<ShownLine> Of(SignedStatement statement) =>
        statement.Shown.Select(it => new ShownLine(
            new Piece($"    {PlainText.Short(it.Word, 40), -16} ", Tone.Faint),
            new(PlainText.Of(it.Text))
        ));

    public static IEnumerable<string> Lines(SignedStatement statement) =>
        statement.Shown.Select(it => $"  {PlainText.Short(it.Word, 40), -16} {PlainText.Of(it.Text)}");
}
