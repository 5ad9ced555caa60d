using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Http;

/// <summary>One run through a flow: stops at the first step that does not pass, and cleans up.</summary>
internal sealed partial class FlowRun(IHttp http, SettingReader settings, CancellationToken ct)
{
    /// <summary>Cleaning up has its own time, for the limit may be what ended the steps.</summary>
    private static readonly TimeSpan CleanupLimit = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, string> _captured = new(StringComparer.Ordinal);
    private readonly HttpCookies _cookies = new();
    private readonly StringBuilder _told = new();
    private readonly List<double> _times = [];

    public async Task<Observation> RunAsync(string path)
    {
        var flow = await FlowSpec.ReadAsync(path, ct);
        try
        {
            return await StepsAsync(flow.Steps);
        }
        finally
        {
            await CleanUpAsync(flow.Cleanup);
        }
    }

    private async Task<Observation> StepsAsync(IReadOnlyList<FlowStepSpec> steps)
    {
        Observation? last = null;
        for (var i = 0; i < steps.Count; i++)
        {
            var name = $"step {i + 1} '{steps[i].Name ?? steps[i].Url}'";
            var seen = await AskAsync(steps[i], settings.Here.Limit, ct);
            var judged = Expectation.Parse(steps[i].Expect ?? "status 2xx").Judge(seen);
            if (judged.Verdict == Verdict.Pass && Capture(steps[i], seen) is { } missing)
            {
                judged = new(Verdict.Inconclusive, $"{missing} could not be captured");
            }

            Tell($"{name}: {judged.Verdict}: {judged.Why}");
            switch (judged.Verdict)
            {
                case Verdict.Pass:
                    last = seen;
                    break;
                case Verdict.Fail:
                    return Ended(i, failed: 1, FailedFacts(seen));
                default:
                    return Observation.Unseen($"{name}: {judged.Why}");
            }
        }

        return Ended(steps.Count, failed: 0, last!);
    }

    /// <summary>A status that says that it failed may be judged; one that says that it went well must not.</summary>
    private static Observation FailedFacts(Observation seen) => seen.Status >= 400 ? new() { Status = seen.Status } : new();

    private Observation Ended(int passed, int failed, Observation facts) =>
        facts with
        {
            ExitCode = failed == 0 ? 0 : 1,
            Stdout = _told.ToString(),
            SamplesMs = [.. _times],
            Counts = new Dictionary<string, long>(StringComparer.Ordinal) { ["passed"] = passed, ["failed"] = failed },
        };

    private async Task<Observation> AskAsync(FlowStepSpec step, TimeSpan limit, CancellationToken until)
    {
        var unknown = new List<string>();
        var body =
            step.Json is { } json ? FilledJson(json, unknown).ToJsonString()
            : step.Body is { } text ? Filled(text, unknown)
            : null;
        var headers = step.Headers.Select(it => KeyValuePair.Create(it.Key, Filled(it.Value, unknown))).ToList();
        if (step.Json is not null)
        {
            headers.Insert(0, new("Content-Type", "application/json"));
        }

        var url = Addresses.Of(settings, Filled(step.Url, unknown));
        settings.Check();
        if (unknown.Count > 0)
        {
            return Observation.Unseen($"{string.Join(", ", unknown)} is neither captured nor a variable");
        }

        var question = new HttpQuestion
        {
            Url = url,
            Method = (step.Method ?? (body is null ? "GET" : "POST")).ToUpperInvariant(),
            Headers = headers,
            Body = body,
            Limit = limit,
            Cookies = _cookies,
            // A redirect that the step asks about is its answer.
            Redirects = step.Expect?.Contains("status 3", StringComparison.Ordinal) == true ? 0 : 10,
        };
        var outcome = await http.AskAsync(question, until);
        _times.AddRange(outcome is HttpOutcome.Answer timed ? [timed.Took.TotalMilliseconds] : []);
        return outcome switch
        {
            HttpOutcome.Answer it => HttpCheck.Seen(it),
            HttpOutcome.NoAnswer it => Observation.Unseen(it.Why),
            _ => Observation.Broken("Not an outcome."),
        };
    }

    /// <summary>Name of what could not be captured; null when all was.</summary>
    private string? Capture(FlowStepSpec step, Observation seen)
    {
        foreach (var (name, from) in step.Capture)
        {
            if (ValueOf(from, seen) is not { Length: > 0 } value)
            {
                return $"{name} ({from})";
            }

            _captured[name] = value;
        }

        return null;
    }

    private static string? ValueOf(string from, Observation seen)
    {
        if (from.StartsWith("header:", StringComparison.Ordinal))
        {
            return seen.Headers?.FirstOrDefault(it => string.Equals(it.Key, from[7..].Trim(), StringComparison.OrdinalIgnoreCase)).Value;
        }

        return from switch
        {
            "status" => seen.Status?.ToString(CultureInfo.InvariantCulture),
            "body" => seen.Body,
            _ => InJson(from, seen),
        };
    }

    private static string? InJson(string path, Observation seen)
    {
        try
        {
            var root =
                seen.Truncated || seen.Body is null
                    ? null
                    : JsonNode.Parse(seen.Body, documentOptions: new() { AllowDuplicateProperties = false });
            return JsonPath.Find(root, path) is (true, { } node)
                ? node is JsonValue text && text.TryGetValue<string>(out var said)
                    ? said
                    : node.ToJsonString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Each request once, also after a failure; one that would use what was never captured has nothing to clean up.</summary>
    private async Task CleanUpAsync(IReadOnlyList<FlowStepSpec> steps)
    {
        using var limit = new CancellationTokenSource(CleanupLimit, settings.Here.Clock);
        foreach (var step in steps)
        {
            try
            {
                var seen = await AskAsync(step, CleanupLimit, limit.Token);
                Tell($"cleanup '{step.Name ?? step.Url}': {(seen.Status is { } status ? $"status {status}" : seen.Problem)}");
            }
            catch (OperationCanceledException)
            {
                Tell($"cleanup '{step.Name ?? step.Url}': no time left");
            }
        }
    }

    private void Tell(string line) => _told.AppendLine(line.Length <= 400 ? line : $"{line[..399]}…");

    private JsonNode FilledJson(JsonNode node, List<string> unknown) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members.Select(it => KeyValuePair.Create(it.Key, it.Value is null ? null : (JsonNode?)FilledJson(it.Value, unknown)))
            ),
            JsonArray elements => new JsonArray([.. elements.Select(it => it is null ? null : FilledJson(it, unknown))]),
            JsonValue text when text.TryGetValue<string>(out var said) => JsonValue.Create(Filled(said, unknown)),
            _ => node.DeepClone(),
        };

    private string Filled(string text, List<string> unknown) =>
        Variable()
            .Replace(
                text,
                found =>
                {
                    var name = found.Groups[1].Value;
                    if (_captured.TryGetValue(name, out var value) || settings.Here.Variables.TryGetValue(name, out value))
                    {
                        return value;
                    }

                    unknown.Add(name);
                    return "";
                }
            );

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Variable();
}
