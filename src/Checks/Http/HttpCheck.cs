using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Http;

/// <summary>Asks a URL once, several times (for percentiles), or through the steps of a flow.</summary>
internal sealed class HttpCheck : ICheck
{
    public string Kind => "http";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("url", Required: false, "Absolute, or a path that is appended to the environment's base URL. Needed unless `flow` is given."),
        new("method", Required: false, "The method. Default GET, or POST with a body."),
        new("header.*", Required: false, "A header: `header.Accept=text/html`."),
        new("body", Required: false, "The body, as it is."),
        new("json", Required: false, "A JSON body; sets `Content-Type`."),
        new("redirects", Required: false, "`follow` (default, at most 10), `none` (the redirect is the answer), or how many, 0 to 20."),
        new("samples", Required: false, "Requests, for percentiles. Default 1; 1 to 10000. Every one must be answered."),
        new("concurrency", Required: false, "Requests at the same time. Default 1; 1 to 100."),
        new("value", Required: false, "Path to the number in a JSON answer, for instance `$.queue.depth`."),
        new("flow", Required: false, "JSON file with steps; see the kind `flow`."),
        Look.Unit,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("status 2xx");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        using var http = new LimitedHttp(settings.Here.Clock);
        if (settings.Text("flow") is { } flow)
        {
            settings.Check();
            return await new FlowRun(http, settings, ct).RunAsync(settings.PathOf(flow));
        }

        var question = Question(settings);
        var samples = settings.Whole("samples", 1, 1, 10_000);
        var concurrency = settings.Whole("concurrency", 1, 1, 100);
        _ = settings.Text("unit");
        settings.Check();
        if (samples == 1)
        {
            return await http.AskAsync(question, ct) switch
            {
                HttpOutcome.Answer it => Seen(it) with { Value = Number(settings, it) },
                HttpOutcome.NoAnswer it => Observation.Unseen(it.Why),
                _ => Observation.Broken("Not an outcome."),
            };
        }

        return Seen(await Sampling.TakeAsync(http, question, samples, concurrency, ct));
    }

    public static Observation Seen(HttpOutcome.Answer answer) =>
        new()
        {
            Status = answer.Status,
            Headers = answer.Headers,
            Body = answer.Body,
            Truncated = answer.Truncated,
            SamplesMs = [answer.Took.TotalMilliseconds],
        };

    /// <summary>The worst answer stands for all; a request without an answer makes the whole inconclusive.</summary>
    private static Observation Seen(IReadOnlyList<HttpOutcome> outcomes)
    {
        var silent = outcomes.OfType<HttpOutcome.NoAnswer>().ToList();
        if (silent.Count > 0)
        {
            return Observation.Unseen($"{silent.Count} of {outcomes.Count} requests got no answer, the first: {silent[0].Why}");
        }

        var answers = outcomes.OfType<HttpOutcome.Answer>().ToList();
        return Seen(answers.MaxBy(it => it.Status)!) with
        {
            SamplesMs = [.. answers.Select(it => it.Took.TotalMilliseconds)],
            Counts = new Dictionary<string, long>(StringComparer.Ordinal)
            {
                ["samples"] = answers.Count,
                ["errors"] = answers.Count(it => it.Status >= 400),
            },
        };
    }

    private static HttpQuestion Question(SettingReader settings)
    {
        var json = settings.Text("json");
        var body = json ?? settings.Text("body");
        var headers = settings.All("header.").ToList();
        if (json is not null)
        {
            headers.Insert(0, new("Content-Type", "application/json"));
        }

        return new()
        {
            Url = Addresses.Of(settings, settings.Text("url") ?? ""),
            Method = Method(settings, body is null ? "GET" : "POST"),
            Headers = headers,
            Body = body,
            Limit = settings.Here.Limit,
            Redirects = Redirects(settings),
        };
    }

    private static string Method(SettingReader settings, string otherwise)
    {
        var method = (settings.Text("method") ?? otherwise).ToUpperInvariant();
        if (method.Length is 0 or > 20 || !method.All(char.IsAsciiLetter))
        {
            settings.Fault("http: method is a word such as GET.");
        }

        return method;
    }

    private static int Redirects(SettingReader settings) =>
        settings.Text("redirects") switch
        {
            null or "follow" => 10,
            "none" => 0,
            _ => settings.Whole("redirects", 10, 0, 20),
        };

    /// <summary>The number at the path of a JSON answer with a good status; without a path the judge reads the body.</summary>
    private static Quantity? Number(SettingReader settings, HttpOutcome.Answer answer)
    {
        if (answer.Status is < 200 or >= 300 || answer.Truncated)
        {
            return null;
        }

        if (settings.Text("value") is not { } path)
        {
            return settings.Text("unit") is null ? null : settings.Number(answer.Body);
        }

        try
        {
            var root = JsonNode.Parse(answer.Body, documentOptions: new() { MaxDepth = 64, AllowDuplicateProperties = false });
            return JsonPath.Find(root, path) is (true, { } node)
                ? settings.Number(node is JsonValue text && text.TryGetValue<string>(out var said) ? said : node.ToJsonString())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
