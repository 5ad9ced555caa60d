using Slipway.Platform;
using Slipway.Runs;

namespace Slipway.Cli.Terminal.Live;

/// <summary>
/// The ends of outputs that are still being written. A secret never comes through: what is looked at is searched for secrets as a
/// whole, what may be the beginning of one at the end is held back, and after a cut as much is left out as the end of one can be long.
/// </summary>
/// <param name="shell">Reads outputs; bounded by <see cref="KeptBytes"/>.</param>
/// <param name="redactor">Hides secrets.</param>
/// <param name="longestSecret">Bytes of the longest secret.</param>
internal sealed class OutputTails(IShell shell, SecretHiding redactor, int longestSecret)
{
    private const int Shown = 8 * 1024;
    private const string Cut = " bytes left out …]\n";

    /// <summary>No program prints a character of a secret with more characters than this.</summary>
    private const int LongestForm = 12;

    /// <summary>Characters before what is shown in which the beginning of a secret of a known shape (a private key) is looked for.</summary>
    private const int LongestShape = 16 * 1024;

    private readonly Dictionary<string, (int Command, ShellOutput? Seen, OutputTail Tail)> _known = new(StringComparer.Ordinal);

    /// <summary>What a shell has to keep of a stream so that enough is left after a cut.</summary>
    public static int KeptBytes(int longestSecret) => Math.Min(6 * (Shown + MarginOf(longestSecret)), 64 * 1024 * 1024);

    /// <summary>The end of the output of the command of a block that runs; null when nothing has come yet.</summary>
    /// <param name="place">The attempt's folder.</param>
    /// <param name="most">Lines at the most.</param>
    public OutputTail? Look(string place, int most)
    {
        var before = _known.GetValueOrDefault(place);
        var (command, output) = (before.Command, shell.Read(place, before.Command));
        while (output is not null && shell.Read(place, command + 1) is { } next)
        {
            (command, output) = (command + 1, next);
        }

        if (output is null)
        {
            return null;
        }

        if (output != before.Seen || before.Tail.Command != command)
        {
            _known[place] = (command, output, new(command, Lines(output, most)));
        }

        return _known[place].Tail;
    }

    /// <summary>Forgets attempts that have ended.</summary>
    public void Keep(IReadOnlySet<string> places)
    {
        foreach (var gone in _known.Keys.Where(it => !places.Contains(it)).ToList())
        {
            _known.Remove(gone);
        }
    }

    /// <summary>Standard output, and under it what is complained of; progress meters are no lines.</summary>
    private IReadOnlyList<string> Lines(ShellOutput output, int most)
    {
        var said = Lines(output.Stdout);
        var complained = Lines(output.Stderr).Where(it => !it.StartsWith("slipway-http-status:", StringComparison.Ordinal));
        return [.. said.Concat(complained.TakeLast(said.Count == 0 ? most : Math.Max(1, most / 2))).TakeLast(most)];
    }

    private List<string> Lines(ShellText text) => [.. Safe(text).Split('\n').Select(it => it.TrimEnd()).Where(it => it.Length > 0)];

    /// <summary>What of the text can be shown.</summary>
    internal string Safe(ShellText text)
    {
        var margin = MarginOf(longestSecret);
        var cut = text.Truncated ? text.Text.LastIndexOf(Cut, StringComparison.Ordinal) : -1;
        var end = cut < 0 ? text.Text : text.Text[(cut + Cut.Length)..];
        var from = Math.Max(0, end.Length - Shown - margin);
        var shown = redactor.RedactBegun(end[from..]);
        if (cut < 0 && from == 0)
        {
            return shown;
        }

        // Hiding shortens: where the margin ends in what is shown is where it ends when it is hidden by itself.
        var dropped = redactor.RedactBegun(end.Substring(from, Math.Min(margin, end.Length - from))).Length;
        var line = shown.Length > dropped ? shown.IndexOf('\n', dropped) : -1;
        return line < 0 ? "" : shown[(line + 1)..];
    }

    private static int MarginOf(int longestSecret) => LongestForm * longestSecret + LongestShape;
}
