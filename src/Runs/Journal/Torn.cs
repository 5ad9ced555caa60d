namespace Slipway.Runs.Journal;

/// <summary>
/// What a power cut makes of the last record where the disk had taken its end before its middle: sectors of it hold nothing but
/// zeros. Its append had not returned, so nobody acted upon it. A record that somebody changed does not look like that.
/// </summary>
internal static class Torn
{
    private const int Sector = 512;

    /// <summary>True when the line that begins here has zeros, and all of them fill whole sectors of it.</summary>
    public static bool HasHoles(ReadOnlySpan<byte> file, int start)
    {
        var found = false;
        for (var at = start; at < file.Length; at++)
        {
            if (file[at] != 0)
            {
                continue;
            }

            var left = file[at..].IndexOfAnyExcept((byte)0);
            var end = left < 0 ? file.Length : at + left;
            if ((at != start && at % Sector != 0) || (end != file.Length && end % Sector != 0))
            {
                return false;
            }

            (found, at) = (true, end);
        }

        return found;
    }
}
