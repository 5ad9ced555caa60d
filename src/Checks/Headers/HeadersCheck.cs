using System.Text.Json.Nodes;
using Slipway.Checks.Http;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Headers;

/// <summary>What a page tells browsers to forbid: headers of security, cookies, and answers to foreign origins.</summary>
internal sealed class HeadersCheck : ICheck
{
    public string Kind => "headers";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("url", Required: false, "Absolute, or a path that is appended to the environment's base URL. Default the base URL."),
        new("require", Required: false, $"What is demanded, with commas between: {Demands.Words}. Default `{Demands.Usual}`."),
        new("hsts", Required: false, "Least time that Strict-Transport-Security must promise. Default `180d`."),
        new("script-cookies", Required: false, "Names of cookies that scripts may read, with commas between; they need no HttpOnly."),
        new(
            "origin",
            Required: false,
            "A foreign origin such as `https://other.example`, which must not be let in. Where nothing is said it is not asked."
        ),
        new("header.*", Required: false, "A header of the question: `header.Accept=text/html`."),
        Authorities.Setting,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var url = Addresses.Of(settings, settings.Text("url") ?? "/", "headers");
        var demands = Demands.Of(settings);
        var origin = ForeignOrigins.Of(settings);
        var question = new HttpQuestion
        {
            Url = url,
            Headers = settings.All("header."),
            Limit = settings.Here.Limit,
            MaxBodyBytes = 1024,
        };
        settings.Check();
        using var http = new LimitedHttp(settings.Here.Clock, await Authorities.OfAsync(settings, "headers", ct));
        var outcome = await http.AskAsync(question, ct);
        if (Page.Unseen(outcome) is { } why)
        {
            return Observation.Unseen(why);
        }

        var answer = (HttpOutcome.Answer)outcome;
        var account = new Account();
        account.Facts["status"] = answer.Status;
        account.Facts["https"] = answer.Url.Scheme == "https";
        Protections.Tell(answer, demands, account);
        SetCookies.Tell(answer, demands, account);
        if (origin is not null && await ForeignOrigins.TellAsync(http, question, origin, account, ct) is { } hidden)
        {
            return Observation.Unseen(hidden);
        }

        return account.Seen() with
        {
            Status = answer.Status,
        };
    }
}
