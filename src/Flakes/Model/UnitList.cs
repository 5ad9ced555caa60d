using System.Runtime.InteropServices;

namespace Slipway.Flakes.Model;

/// <summary>Collects the attempts of runs while the outcomes go by.</summary>
internal sealed class UnitList
{
    private readonly Dictionary<(int Run, int Attempt), int> numbers = [];
    private readonly List<Unit> units = [];

    public int Add(HistoryRow row, int line)
    {
        if (!numbers.TryGetValue((row.Run, row.Attempt), out var number))
        {
            number = units.Count;
            numbers.Add((row.Run, row.Attempt), number);
            units.Add(
                new()
                {
                    Run = row.Run,
                    Attempt = row.Attempt,
                    Line = line,
                    Commit = row.Commit,
                    AtMs = row.AtMs,
                }
            );
        }

        ref var unit = ref CollectionsMarshal.AsSpan(units)[number];
        unit.AtMs = Math.Min(unit.AtMs, row.AtMs);
        unit.Total++;
        unit.Failed += row.Failed ? 1 : 0;
        return number;
    }

    /// <summary>In the order in which they were first seen; their numbers are their places.</summary>
    public Unit[] ToArray()
    {
        var (all, places) = (units.ToArray(), new Dictionary<int, int>());
        foreach (var unit in Enumerable.Range(0, all.Length).OrderBy(it => all[it].AtMs).ThenBy(it => it))
        {
            places.TryAdd(all[unit].Run, places.Count);
            all[unit].Place = places[all[unit].Run];
        }

        return all;
    }
}
