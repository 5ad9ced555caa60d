namespace Slipway.Flakes.Model;

/// <summary>What the outages that were found say of each failure in them.</summary>
internal static class OutageFactors
{
    public static void Fill(Evidence evidence, IReadOnlyList<Outage> outages, Factors[] factors)
    {
        var byRun = outages.ToDictionary(it => it.Run);
        var messages = new Dictionary<(int Unit, int Signature), int>();
        foreach (ref readonly var it in evidence.Failures.AsSpan())
        {
            if (byRun.ContainsKey(evidence.Units[it.Unit].Run))
            {
                messages[(it.Unit, it.Signature)] = messages.GetValueOrDefault((it.Unit, it.Signature)) + 1;
            }
        }

        var firsts = new Dictionary<int, int>();
        foreach (ref readonly var it in evidence.Units.AsSpan())
        {
            firsts[it.Run] = Math.Min(firsts.GetValueOrDefault(it.Run, int.MaxValue), it.Attempt);
        }

        for (var failure = 0; failure < factors.Length; failure++)
        {
            ref readonly var it = ref evidence.Failures[failure];
            ref readonly var unit = ref evidence.Units[it.Unit];
            if (!byRun.TryGetValue(unit.Run, out var outage))
            {
                continue;
            }

            var share = unit.Attempt == firsts[unit.Run] ? outage.Share : unit.Failed / (unit.Total + 1.0);
            factors[failure].OutageShare = outage.Probability * Math.Clamp(share, 0.01, 0.98);
            factors[failure].Outage = it.Signature < 0 ? 1 : (messages[(it.Unit, it.Signature)] - 0.8) / unit.Failed;
        }
    }
}
