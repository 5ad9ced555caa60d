using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Coverage;

/// <summary>Tells coverage in whole, per package and per file, and what is below its bound.</summary>
internal sealed class CoverageAccount(IReadOnlyList<(string Package, string File, Share Share)> files)
{
    private const int Most = 20;
    private const int MostPackages = 200;

    public Account Told(Bounds bounds)
    {
        var total = Sum(files);
        var packages = files
            .GroupBy(it => it.Package, StringComparer.Ordinal)
            .Select(it => (Name: it.Key, Share: Sum(it)))
            .OrderBy(it => it.Share.Percent)
            .ToList();
        var perFile = files.Select(it => (Name: it.File, it.Share)).OrderBy(it => it.Share.Percent).ToList();
        var account = new Account { Value = new(Percent(total.Percent), "%") };
        Count(account, total);
        account.Facts["files"] = files.Count;
        account.Facts["packages"] = Listed(packages, MostPackages);
        account.Facts["lowestFiles"] = Listed(perFile, Most);
        Judge(account, total, bounds);
        Below(account, "the package", packages, bounds.Package);
        Below(account, "the file", perFile, bounds.File);
        return account;
    }

    private static void Count(Account account, Share total)
    {
        account.Facts["linePercent"] = Percent(total.Percent);
        account.Facts["branchPercent"] = total.BranchPercent is { } branches ? Percent(branches) : null;
        foreach (
            var (name, count) in new[]
            {
                ("lines", total.Lines),
                ("coveredLines", total.CoveredLines),
                ("branches", total.Branches),
                ("coveredBranches", total.CoveredBranches),
            }
        )
        {
            account.Facts[name] = count;
            account.Counts[name] = count;
        }
    }

    private static void Judge(Account account, Share total, Bounds bounds)
    {
        if (total.Percent < bounds.Min)
        {
            account.Flaw(
                $"line coverage is {Shown(total.Percent)} ({total.CoveredLines} of {total.Lines} lines); at least {Bound(bounds.Min)} is asked"
            );
        }

        if (bounds.Branches is { } branches && !(total.BranchPercent >= branches))
        {
            account.Flaw(
                total.BranchPercent is { } percent
                    ? $"branch coverage is {Shown(percent)} ({total.CoveredBranches} of {total.Branches} branches); at least {Bound(branches)} is asked"
                    : $"the reports tell of no branch; at least {Bound(branches)} of them is asked"
            );
        }
    }

    private static void Below(Account account, string what, IReadOnlyList<(string Name, Share Share)> parts, double? bound)
    {
        var low = parts.Where(it => it.Share.Percent < bound).ToList();
        foreach (var (name, share) in low.Take(Most))
        {
            account.Flaw($"line coverage of {what} {name} is {Shown(share.Percent)}; at least {Bound(bound ?? 0)} is asked");
        }

        if (low.Count > Most)
        {
            account.Flaw($"{low.Count - Most} more are below {Bound(bound ?? 0)}");
        }
    }

    private static JsonArray Listed(IEnumerable<(string Name, Share Share)> parts, int most) =>
        [
            .. parts
                .Take(most)
                .Select(it =>
                    (JsonNode?)
                        new JsonObject
                        {
                            ["name"] = it.Name,
                            ["linePercent"] = Percent(it.Share.Percent),
                            ["lines"] = it.Share.Lines,
                            ["coveredLines"] = it.Share.CoveredLines,
                        }
                ),
        ];

    private static Share Sum(IEnumerable<(string Package, string File, Share Share)> parts) =>
        parts.Aggregate(default(Share), (sum, it) => sum + it.Share);

    /// <summary>Downwards: what is below a bound is never shown as having reached it.</summary>
    private static double Percent(double percent) => Math.Floor(percent * 10_000) / 10_000;

    private static string Shown(double percent) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(percent * 100) / 100:0.##} %");

    private static string Bound(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.####} %");
}
