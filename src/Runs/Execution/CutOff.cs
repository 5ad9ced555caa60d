using System.Globalization;
using System.Text;
using Slipway.Platform;

namespace Slipway.Runs.Execution;

/// <summary>
/// A mark in an attempt's folder: Slipway itself ended this attempt, because it was cancelled, took too long, or had shown enough.
/// How a command ends that was told to end says nothing, also when it cleans up and ends with 0; a crash must not forget that.
/// </summary>
internal static class CutOff
{
    /// <summary>Said, durably, before it is done, with the number of commands that had ended by themselves.</summary>
    public static void Mark(string place, ShellLook look)
    {
        using var file = new FileStream(MarkIn(place), FileMode.Create, FileAccess.Write, FileShare.Read);
        file.Write(Encoding.UTF8.GetBytes(EndedIn(look).ToString(CultureInfo.InvariantCulture)));
        file.Flush(flushToDisk: true);
    }

    /// <summary>True when the attempt was to be ended.</summary>
    public static bool IsMarked(string place) => File.Exists(MarkIn(place));

    /// <summary>True when a command of it was still running then.</summary>
    public static bool Met(string place, ShellLook.Finished finished) =>
        IsMarked(place) && finished.Commands.Skip(EndedBefore(place)).Any(it => it.Began);

    /// <summary>What is known of the commands, without the ends that they came to because they were ended.</summary>
    public static IReadOnlyList<ShellCommandEnd> Without(ShellLook before, IReadOnlyList<ShellCommandEnd> ends) =>
        [.. ends.Select((it, at) => at < EndedIn(before) ? it : it with { ExitCode = null })];

    private static int EndedIn(ShellLook look) =>
        look.Match(_ => [], it => it.Commands, it => it.Commands, it => it.Commands).TakeWhile(it => it.ExitCode is not null).Count();

    /// <summary>A mark that does not say: nothing of it is known to have ended by itself.</summary>
    private static int EndedBefore(string place) =>
        int.TryParse(File.ReadAllText(MarkIn(place)), NumberStyles.None, CultureInfo.InvariantCulture, out var ended) ? ended : 0;

    private static string MarkIn(string place) => Path.Combine(place, "cancelled");
}
