using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.RestoreDrill;

/// <summary>The tables of a scratch database with their rows.</summary>
internal sealed record Restored(IReadOnlyDictionary<string, long> Rows)
{
    /// <summary>More tables than this are not counted.</summary>
    public const int MostTables = 500;

    /// <summary>Tells what was counted, and what is wrong with it.</summary>
    public void Tell(IReadOnlyList<RowBound> bounds, Account account)
    {
        var named = new JsonObject();
        (account.Facts["tables"], account.Facts["allRows"], account.Facts["rows"]) = (Rows.Count, Rows.Values.Sum(), named);
        foreach (var bound in bounds)
        {
            // Without a schema a name means that of the only one that has it, or public.
            var fitting = Rows.Where(it => it.Key == bound.Table || it.Key.EndsWith($".{bound.Table}", StringComparison.Ordinal)).ToList();
            var found =
                fitting.Count == 1 ? fitting : fitting.Where(it => it.Key == bound.Table || it.Key == $"public.{bound.Table}").ToList();
            if (found is not [var (_, rows)])
            {
                account.Flaw($"the restored database has no table {bound.Table}");
                continue;
            }

            named[bound.Table] = rows;
            if (!bound.Holds(rows))
            {
                account.Flaw($"the restored table {bound.Table} has {rows} rows, not {bound.Sign} {bound.Number}");
            }
        }

        if (Rows.Count == 0)
        {
            account.Flaw("the restored database has no tables");
        }
        else if (bounds.Count == 0 && Rows.Values.Sum() == 0)
        {
            account.Flaw($"all {Rows.Count} tables of the restored database are empty");
        }
    }
}
