namespace Slipway.Checks.Secrets;

/// <summary>
/// Whether a value looks drawn by chance rather than named by a person. By entropy, and by how often the sort of character changes:
/// the entropy of short words and of short secrets is the same, but words keep to their sort.
/// </summary>
internal static class Randomness
{
    private const int Shortest = 8;

    /// <summary>Bits for each character by Shannon's measure: 0 where all are the same, 6 at most for 64 different ones.</summary>
    /// <remarks>Source: C. E. Shannon, A Mathematical Theory of Communication (1948), section 6. Characters above 255 count as one.</remarks>
    public static double Entropy(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            return 0;
        }

        Span<int> counts = stackalloc int[257];
        foreach (var it in value)
        {
            counts[Math.Min((int)it, 256)]++;
        }

        var bits = 0.0;
        foreach (var count in counts)
        {
            bits -= count == 0 ? 0 : (double)count / value.Length * Math.Log2((double)count / value.Length);
        }

        return bits;
    }

    /// <summary>Whether it is not a row (<c>12345678</c>, <c>abcdefgh</c>), a repetition or nearly always the same character.</summary>
    public static bool IsVaried(ReadOnlySpan<char> value)
    {
        if (value.Length < 4)
        {
            return false;
        }

        var (steps, same) = (0, 0);
        for (var i = 1; i < value.Length; i++)
        {
            var step = value[i] - value[i - 1];
            steps += step is 1 or -1 ? 1 : 0;
            same += step == 0 ? 1 : 0;
        }

        return steps < value.Length * 0.6 && same < value.Length * 0.5 && Entropy(value) >= 1.9 && !Repeats(value);
    }

    /// <summary>Whether a value that somebody gave a secret's name is one.</summary>
    public static bool IsRandom(ReadOnlySpan<char> value)
    {
        if (value.Length < Shortest || !IsVaried(value))
        {
            return false;
        }

        var sorts = Sorts.Of(value);
        if (sorts.Digits == value.Length || sorts.IsNamed)
        {
            return false;
        }

        if (sorts.IsHex)
        {
            return value.Length >= 16 && Entropy(value) >= 2.6;
        }

        if (sorts.Letters == value.Length)
        {
            return value.Length >= 16 && (sorts.IsMixedCase || sorts.LongestConsonants >= 7);
        }

        var least =
            value.Length < 12 ? 0.35
            : value.Length < 16 ? 0.25
            : 0.2;
        return Entropy(value) >= (value.Length < 12 ? 2.75 : 3) && sorts.Changes >= least * (value.Length - 1);
    }

    /// <summary>Whether it is a short piece, up to a fourth of it, again and again.</summary>
    private static bool Repeats(ReadOnlySpan<char> value)
    {
        for (var period = 1; period <= Math.Min(value.Length / 4, 16); period++)
        {
            if (value[period..].SequenceEqual(value[..^period]))
            {
                return true;
            }
        }

        return false;
    }
}
