using System.Text.Json;
using Slipway.Judging.Comparing;

namespace Slipway.Judging;

/// <summary>
/// One line of recorded intervals, read into the same place again and again:
/// <c>{"run":1,"t":15,"baseline":{"n":100,"errors":1,"latency":[90,10]},"candidate":{…}}</c>. Members that are not known are passed over.
/// </summary>
/// <param name="isOfThePast">Whether lines of one arm will do: then <c>run</c> and <c>candidate</c> may be missing.</param>
public sealed class IntervalLine(bool isOfThePast = false)
{
    private readonly ArmBuffer _baseline = new();
    private readonly ArmBuffer _candidate = new();

    /// <summary>Which run the line belongs to; null when that could not be read.</summary>
    public long? Run { get; private set; }

    /// <summary>End of the interval, from any fixed moment on.</summary>
    public TimeSpan At { get; private set; }

    /// <summary>What the baseline did. Good until the next line is read.</summary>
    public ArmInterval Baseline => _baseline.Interval;

    /// <summary>What the candidate did. Good until the next line is read.</summary>
    public ArmInterval Candidate => _candidate.Interval;

    /// <summary>Whether the line says what the candidate did; always, but for the past.</summary>
    public bool HasCandidate => _candidate.IsThere;

    /// <summary>Reads a line of UTF-8.</summary>
    /// <returns>Null when it can be used, otherwise what is wrong with it. <see cref="Run"/> stands even then, where it could be read.</returns>
    public string? Read(ReadOnlySpan<byte> line)
    {
        Run = null;
        TimeSpan? at = null;
        _baseline.Clear();
        _candidate.Clear();
        var json = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 16 });
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return "it is no JSON object";
            }

            var fault = Members(ref json, ref at);
            var rest = json.Read();
            return fault ?? (rest ? "something follows the object" : Missing(at));
        }
        catch (JsonException broken)
        {
            return $"it is no JSON: byte {broken.BytePositionInLine} cannot be read";
        }
    }

    private string? Members(ref Utf8JsonReader json, ref TimeSpan? at)
    {
        string? fault = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("run"u8))
            {
                json.Read();
                fault ??= Run is null ? null : "`run` stands in it twice";
                Run = JsonCounts.Whole(ref json);
                fault ??= Run is null ? "`run` is no whole number" : null;
            }
            else if (json.ValueTextEquals("t"u8))
            {
                json.Read();
                fault ??= at is null ? null : "`t` stands in it twice";
                at = JsonCounts.Seconds(ref json);
                fault ??= at is null ? "`t` is no time in seconds from 0 on" : null;
            }
            else if (json.ValueTextEquals("baseline"u8))
            {
                fault = _baseline.Read(ref json, "baseline") is { } wrong ? fault ?? wrong : fault;
            }
            else if (json.ValueTextEquals("candidate"u8))
            {
                fault = _candidate.Read(ref json, "candidate") is { } wrong ? fault ?? wrong : fault;
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        return fault;
    }

    private string? Missing(TimeSpan? at)
    {
        At = at ?? TimeSpan.Zero;
        var needsRun = Run is null && !isOfThePast;
        if (needsRun || at is null)
        {
            return needsRun ? "`run` is missing" : "`t` is missing";
        }

        return _baseline.Missing("baseline")
            ?? (isOfThePast && !HasCandidate ? null : _candidate.Missing("candidate"))
            ?? (Baseline.Fault() is { } baseline ? $"baseline: {baseline}" : null)
            ?? (Candidate.Fault() is { } candidate ? $"candidate: {candidate}" : null);
    }
}
