using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Judging;
using Slipway.Kernel;
using Slipway.Runs.Journal;
using Slipway.Traffic;

namespace Slipway.Runs.Execution;

/// <summary>Moves traffic once, sees the split that really happens, and holds the candidate beside its baseline until that is decided or the time is over.</summary>
internal sealed class TrafficAttempt(RunHost host, EvidenceStore evidence)
{
    /// <summary>Longest time between two looks while only the split is looked at.</summary>
    private static readonly TimeSpan SplitInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long the split is looked for where nothing is compared.</summary>
    private static readonly TimeSpan SplitLimit = TimeSpan.FromSeconds(30);

    /// <summary>Requests between two looks where nobody else asks.</summary>
    private const int Probes = 50;

    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(2);

    private readonly SightKeeper _keeper = new(evidence, host.Redact);

    public async Task<AttemptEnd> MakeAsync(Step step, CancellationToken ct)
    {
        var began = host.Clock.GetUtcNow();
        var sight = _keeper.Keep(await SeeAsync(step, ct));
        var judged = TrafficJudge.Judge(step.Traffic!, sight.Seen);
        return new(
            judged,
            [
                new()
                {
                    What = string.Create(
                        CultureInfo.InvariantCulture,
                        $"traffic {step.Traffic!.Share} % by {host.Traffic?.Name ?? "nobody"}"
                    ),
                    Line = step.Line,
                    At = began,
                    Took = host.Clock.GetUtcNow() - began,
                    Place = host.Machine,
                    Expect = step.Expect,
                    Seen = ObservationWords.Short(sight.Seen),
                    Verdict = judged.Verdict,
                    Outputs = [.. new[] { _keeper.KeepOutput("body", sight.Seen.Body, truncated: false) }.OfType<Output>()],
                    Observed = sight.Observed,
                },
            ]
        )
        {
            Value = sight.Seen.Value,
        };
    }

    private async Task<Observation> SeeAsync(Step step, CancellationToken ct)
    {
        var move = step.Traffic!;
        if (host.Traffic is not { } driver)
        {
            return Observation.Unseen("slipway.yaml names no traffic driver for this environment any more");
        }

        return await driver.SetAsync(move.Share, ct) switch
        {
            Told<double>.Known said => await WatchAsync(step, driver, said.Value, ct),
            Told<double>.Unknown no => Observation.Unseen($"traffic was not moved: {no.Why}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<Observation> WatchAsync(Step step, ITrafficDriver driver, double said, CancellationToken ct)
    {
        var move = step.Traffic!;
        var isCompared = TrafficJudge.IsCompared(move);
        var (interval, limit) = isCompared
            ? (move.Gate.Interval, move.Gate.For)
            : (move.Gate.Interval < SplitInterval ? move.Gate.Interval : SplitInterval, SplitLimit);
        var record = new LaneRecord(TrafficJudge.RulesOf(move.Gate), host.Clock.GetUtcNow());
        await ProbeAsync(ct);
        while (true)
        {
            switch (await driver.CountAsync(ct))
            {
                case Told<LaneCounts>.Known it:
                    record.Take(it.Value);
                    break;
                case Told<LaneCounts>.Unknown no:
                    record.Miss(no.Why);
                    break;
            }

            var seen = record.Seen(said);
            var isOver = host.Clock.GetUtcNow() - record.Began >= limit;
            if (isOver || IsDecided(move, record.Outcome, seen))
            {
                return isOver && record.IsEmpty ? Observation.Unseen(record.WhyEmpty) : seen;
            }

            await ProbeAsync(ct);
            await Task.Delay(interval, host.Clock, ct);
        }
    }

    private static bool IsDecided(TrafficMove move, ComparisonOutcome outcome, Observation seen) =>
        TrafficJudge.IsCompared(move)
            ? outcome == ComparisonOutcome.NoGo
                || (outcome == ComparisonOutcome.Go && TrafficJudge.SplitOf(move, seen).Verdict == SplitVerdict.Matches)
            : TrafficJudge.SplitOf(move, seen).Verdict == SplitVerdict.Matches;

    /// <summary>Where nobody else asks, a few harmless requests show where they go.</summary>
    private Task ProbeAsync(CancellationToken ct) => host.Probe?.SendAsync(Probes, ProbeLimit, ct) ?? Task.CompletedTask;
}

/// <summary>What the lanes did since traffic was moved, look by look.</summary>
internal sealed class LaneRecord(ComparisonRules rules, DateTimeOffset began)
{
    private readonly ComparedRun _run = new(rules);
    private readonly StringBuilder _lines = new();
    private LaneCounts? _last;
    private long _stable;
    private long _candidate;
    private string _why = "the proxy told nothing of its lanes";

    public DateTimeOffset Began => began;

    public ComparisonOutcome Outcome => _run.Outcome;

    public bool IsEmpty => _stable + _candidate == 0;

    public string WhyEmpty => $"no request came in {(_last is null ? $"that anybody could count: {_why}" : "since traffic was moved")}";

    public void Miss(string why) => _why = why;

    /// <summary>Counters of two epochs are never subtracted: the first look of an epoch only begins it.</summary>
    public void Take(LaneCounts now)
    {
        if (_last is { } before && before.Epoch == now.Epoch && now.At > before.At)
        {
            Add(before, now);
        }

        _last = now;
    }

    public Observation Seen(double share) =>
        new()
        {
            Value = new Quantity(Math.Round(share, 3), "%"),
            Counts = new Dictionary<string, long>(StringComparer.Ordinal)
            {
                [TrafficJudge.Stable] = _stable,
                [TrafficJudge.Candidate] = _candidate,
            },
            Body = _lines.ToString(),
        };

    private void Add(LaneCounts before, LaneCounts now)
    {
        var (stable, candidate) = (Between(before.Stable, now.Stable), Between(before.Candidate, now.Candidate));
        if (stable is null || candidate is null)
        {
            _why = "the proxy's counters went back";
            return;
        }

        _stable += stable.Requests;
        _candidate += candidate.Requests;
        var text = new JsonObject
        {
            ["run"] = 1,
            ["t"] = Math.Round((now.At - began).TotalSeconds, 3),
            ["baseline"] = Arm(stable),
            ["candidate"] = Arm(candidate),
        }.ToJsonString();
        _lines.Append(text).Append('\n');
        var line = new IntervalLine();
        if (line.Read(Encoding.UTF8.GetBytes(text)) is null && line.At > (_run.At ?? TimeSpan.MinValue))
        {
            _run.Observe(line.At, line.Baseline, line.Candidate);
        }
    }

    private static JsonObject Arm(LaneCount lane)
    {
        var arm = new JsonObject { ["n"] = lane.Requests, ["errors"] = lane.Errors };
        if (lane.Latency.Count > 0)
        {
            arm["latency"] = new JsonArray([.. lane.Latency.Select(it => (JsonNode)it)]);
        }

        return arm;
    }

    private static LaneCount? Between(LaneCount before, LaneCount now)
    {
        var latency =
            before.Latency.Count == now.Latency.Count ? now.Latency.Zip(before.Latency, (late, early) => late - early).ToList() : [];
        var (requests, errors) = (now.Requests - before.Requests, now.Errors - before.Errors);
        return requests < 0 || errors < 0 || errors > requests || latency.Exists(it => it < 0) ? null : new(requests, errors, latency);
    }
}
