using Slipway.Flakes.Reading;

namespace Slipway.Flakes.Model;

/// <summary>
/// Gives each message its signature. Messages that differ in numbers and paths only are one family. Where a test's failures of a
/// family mostly say the same word for word, the numbers mean something and stay ("case 7" is not "case 8"); where they
/// differ from failure to failure, they do not.
/// </summary>
internal static class FailureSignatures
{
    /// <summary>The signature of each message of a history whose rows stand in this order: by test, then time.</summary>
    public static int[] Of(TestHistory history, int[] order, out Names texts)
    {
        var (families, family) = (new Names(), new int[history.Messages.Count]);
        for (var message = 0; message < family.Length; message++)
        {
            family[message] = families.Of(Signature.Of(history.Messages[message]));
        }

        var keeps = KeepsNumbers(history, order, family, families.Count);
        texts = new Names();
        var signatures = new int[family.Length];
        for (var message = 0; message < family.Length; message++)
        {
            signatures[message] = texts.Of(keeps[family[message]] ? history.Messages[message] : families[family[message]]);
        }

        return signatures;
    }

    private static bool[] KeepsNumbers(TestHistory history, int[] order, int[] family, int families)
    {
        var rows = history.Rows;
        var last = new (int Test, int Message)[families];
        Array.Fill(last, (-1, -1));
        var (same, different) = (new int[families], new int[families]);
        foreach (var place in order)
        {
            ref readonly var row = ref rows[place];
            if (!row.Failed || row.Message < 0)
            {
                continue;
            }

            var of = family[row.Message];
            if (last[of].Test == row.Test)
            {
                (last[of].Message == row.Message ? same : different)[of]++;
            }

            last[of] = (row.Test, row.Message);
        }

        return [.. Enumerable.Range(0, families).Select(it => same[it] > different[it])];
    }
}
