using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Prometheus;

/// <summary>One number by PromQL. No series is not seen; several without a reducer, NaN and infinities are an error of the question.</summary>
internal sealed class QueryLook(SettingReader settings, string query, string reduce, TimeSpan? range) : IPrometheusLook
{
    private const int Points = 60;

    public static QueryLook Of(SettingReader settings)
    {
        var reduce = settings.OneOf("reduce", "only", "only", "sum", "avg", "min", "max", "count");
        TimeSpan? range = settings.Text("range") is null ? null : settings.Duration("range", TimeSpan.FromMinutes(1));
        if (range is { } back && (back < TimeSpan.FromMinutes(1) || back > TimeSpan.FromDays(30)))
        {
            settings.Fault("prometheus: range is 1m to 30d.");
        }

        _ = settings.Text("unit");
        return new(settings, settings.Text("query") ?? "", reduce, range);
    }

    public async Task<Observation> SeeAsync(PrometheusApi api, CancellationToken ct)
    {
        var data = range is { } back ? await RangeAsync(api, back, ct) : await api.GetAsync("query", ct, ("query", query));
        var type = PrometheusApi.Text(data, "resultType");
        var series = type is "scalar"
            ?
            [
                [PrometheusApi.Sample(Member(data, "result"))],
            ]
            : Series(data, type);
        if (series.Count == 0)
        {
            return Observation.Unseen("The query found no series: nothing is known, and that is not zero.");
        }

        if (series.Exists(it => it.Any(point => !double.IsFinite(point.Value))))
        {
            return Observation.Broken(
                "The query answered NaN or an infinity, which is no number to judge; a rate of nothing by nothing does so."
            );
        }

        return series.Count > 1 && reduce == "only"
            ? Observation.Broken(
                $"The query answered {series.Count} series where one is meant; aggregate in PromQL, or say reduce=sum, avg, min, max or count."
            )
            : Seen(series);
    }

    private Task<JsonElement> RangeAsync(PrometheusApi api, TimeSpan back, CancellationToken ct)
    {
        var now = settings.Here.Clock.GetUtcNow();
        return api.GetAsync(
            "query_range",
            ct,
            ("query", query),
            ("start", Seconds(now - back)),
            ("end", Seconds(now)),
            ("step", Step(back))
        );
    }

    private static string Seconds(DateTimeOffset at) =>
        (at.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Step(TimeSpan back) =>
        Math.Max(1, Math.Floor(back.TotalSeconds / Points)).ToString("0", CultureInfo.InvariantCulture);

    private static List<IReadOnlyList<(double At, double Value)>> Series(JsonElement data, string type) =>
        type switch
        {
            "vector" =>
            [
                .. PrometheusApi
                    .List(data, "result")
                    .Select(it => (IReadOnlyList<(double, double)>)[PrometheusApi.Sample(Member(it, "value"))]),
            ],
            "matrix" =>
            [
                .. PrometheusApi
                    .List(data, "result")
                    .Select(it => (IReadOnlyList<(double, double)>)[.. Member(it, "values").EnumerateArray().Select(PrometheusApi.Sample)])
                    .Where(it => it.Count > 0),
            ],
            _ => throw new NotSeenException($"The query answered {(type.Length > 0 ? $"a {type}" : "nothing")}, which is no number."),
        };

    private static JsonElement Member(JsonElement series, string name) =>
        series.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Array
            ? member
            : throw new NotSeenException("A series has no plain value (a native histogram?); ask for a quantile or a count of it.");

    private Observation Seen(List<IReadOnlyList<(double At, double Value)>> series)
    {
        var value = Reduce([.. series.Select(it => it[^1].Value)]);
        var facts = new JsonObject
        {
            ["query"] = query,
            ["series"] = series.Count,
            ["value"] = value,
            ["at"] = DateTimeOffset
                .FromUnixTimeMilliseconds((long)(series.Max(it => it[^1].At) * 1000))
                .ToString("O", CultureInfo.InvariantCulture),
        };
        return new()
        {
            Value = settings.Number(value.ToString("R", CultureInfo.InvariantCulture)),
            History = range is not null && series is [var only] ? [.. only.Select(it => it.Value)] : null,
            Body = Account.Written(facts),
            Counts = new Dictionary<string, long>(StringComparer.Ordinal) { ["series"] = series.Count },
        };
    }

    private double Reduce(IReadOnlyList<double> values) =>
        reduce switch
        {
            "sum" => values.Sum(),
            "avg" => values.Average(),
            "min" => values.Min(),
            "max" => values.Max(),
            "count" => values.Count,
            _ => values[0],
        };
}
