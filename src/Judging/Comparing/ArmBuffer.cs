using System.Text.Json;

namespace Slipway.Judging.Comparing;

/// <summary>One arm of a line, in a place that is used again and again.</summary>
internal sealed class ArmBuffer
{
    private readonly long[] _buckets = new long[ComparisonRules.MostBuckets];
    private long? _requests;
    private long? _errors;
    private int _count;
    private bool _isThere;

    /// <summary>Whether the line named the arm.</summary>
    public bool IsThere => _isThere;

    public ArmInterval Interval => new(_requests ?? 0, _errors ?? 0, _buckets.AsSpan(0, _count));

    public void Clear() => (_requests, _errors, _count, _isThere) = (null, null, 0, false);

    /// <summary>Reads the value behind the reader's name; what is wrong with it, or null.</summary>
    public string? Read(ref Utf8JsonReader json, string arm)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return $"`{arm}` is no object";
        }

        var fault = _isThere ? $"`{arm}` stands in it twice" : null;
        _isThere = true;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var wrong = Member(ref json, arm);
            fault ??= wrong;
        }

        return fault;
    }

    /// <summary>Which member was not there; null when none.</summary>
    public string? Missing(string arm) =>
        !_isThere ? $"`{arm}` is missing"
        : _requests is null ? $"`{arm}.n` is missing"
        : _errors is null ? $"`{arm}.errors` is missing"
        : null;

    private string? Member(ref Utf8JsonReader json, string arm)
    {
        if (json.ValueTextEquals("n"u8))
        {
            json.Read();
            _requests = JsonCounts.Whole(ref json);
            return _requests is null ? $"`{arm}.n` is no whole number" : null;
        }

        if (json.ValueTextEquals("errors"u8))
        {
            json.Read();
            _errors = JsonCounts.Whole(ref json);
            return _errors is null ? $"`{arm}.errors` is no whole number" : null;
        }

        var isLatency = json.ValueTextEquals("latency"u8);
        json.Read();
        if (isLatency && json.TokenType != JsonTokenType.Null)
        {
            return Buckets(ref json, arm);
        }

        json.Skip();
        return null;
    }

    private string? Buckets(ref Utf8JsonReader json, string arm)
    {
        string? fault = null;
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return $"`{arm}.latency` is no list";
        }

        _count = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            var requests = JsonCounts.Whole(ref json);
            fault ??= requests is null ? $"`{arm}.latency` holds something that is no whole number" : null;
            fault ??= _count == _buckets.Length ? $"`{arm}.latency` has more than {_buckets.Length} buckets" : null;
            if (fault is null)
            {
                _buckets[_count++] = requests!.Value;
            }
        }

        return fault;
    }
}
