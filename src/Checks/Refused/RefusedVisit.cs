using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Refused;

/// <summary>Asks for each address as one who must not come in; then, with a control, as one who may, and once more as before.</summary>
internal sealed class RefusedVisit(RefusedSpec demand, IHttp stranger, IHttp entitled)
{
    /// <summary>A shorter body, such as <c>{}</c>, tells nothing even where it is the same.</summary>
    private const int LeastTelling = 5;

    private readonly Account _account = new();
    private readonly List<string> _unclear = [];
    private readonly JsonArray _asked = [];
    private int _refused;

    public async Task<Observation> GoAsync(CancellationToken ct)
    {
        try
        {
            await ProveAliveAsync(ct);
            foreach (var url in demand.Urls)
            {
                await AskAsync(url, ct);
            }
        }
        catch (OperationCanceledException) when (_account.Flaws.Count > 0)
        {
            // What got through is not forgotten because a later address did not answer in time.
            _unclear.Add("the time was over before all was asked");
        }

        return Told();
    }

    private async Task AskAsync(Uri url, CancellationToken ct)
    {
        var what = $"{demand.Method} {Refusal.Place(url)}";
        var fact = new JsonObject { ["url"] = Refusal.Place(url) };
        _asked.Add((JsonNode)fact);
        var first = await stranger.AskAsync(Question(url, demand.Shown), ct);
        var refused = Judge(first, what, fact, "");
        if (refused && demand.Control is { } control)
        {
            refused = await ControlAsync(url, control, first, what, fact, ct);
        }

        _refused += refused ? 1 : 0;
    }

    /// <summary>Whether the answer refuses and holds nothing that it must not.</summary>
    private bool Judge(HttpOutcome outcome, string what, JsonObject fact, string when)
    {
        var refusal = Refusal.Of(outcome, demand);
        fact[when.Length == 0 ? "status" : "statusAfterControl"] = (outcome as HttpOutcome.Answer)?.Status;
        var held = Held(outcome);
        if (held is not null)
        {
            _account.Flaw($"{what} was answered{when} with {refusal.Words}, and the answer holds '{held}'");
        }
        else if (refusal.Says == Admittance.LetIn)
        {
            _account.Flaw($"{what} got through{when}: {refusal.Words}");
        }
        else if (refusal.Says == Admittance.Unclear)
        {
            _unclear.Add($"{what}{when}: {refusal.Words}");
        }

        return held is null && refusal.Says == Admittance.Refused;
    }

    private async Task<bool> ControlAsync(
        Uri url,
        Credentials control,
        HttpOutcome refused,
        string what,
        JsonObject fact,
        CancellationToken ct
    )
    {
        var outcome = await entitled.AskAsync(Question(url, control), ct);
        fact["controlStatus"] = (outcome as HttpOutcome.Answer)?.Status;
        var said = Refusal.Of(outcome, demand);
        if (outcome is not HttpOutcome.Answer { Status: >= 200 and < 300 } answer)
        {
            _unclear.Add($"the control of {what} was not let in ({said.Words}), so it is not shown that anybody is");
            return false;
        }

        if (refused is HttpOutcome.Answer before && answer.Body.Trim().Length >= LeastTelling && before.Body == answer.Body)
        {
            _account.Flaw($"{what} was answered with status {before.Status}, and the answer holds what the control is shown");
            return false;
        }

        return !demand.OnlyAsks
            || Judge(
                await stranger.AskAsync(Question(url, demand.Shown), ct),
                what,
                fact,
                " after the control had asked, as if from a cache"
            );
    }

    private async Task ProveAliveAsync(CancellationToken ct)
    {
        if (demand.LiveAt is not { } live)
        {
            return;
        }

        var outcome = await stranger.AskAsync(Question(live, demand.Shown) with { Method = "GET", Body = null }, ct);
        if (outcome is not HttpOutcome.Answer { Status: >= 200 and < 300 })
        {
            throw new NotSeenException(
                $"The credentials that must be refused are not shown to be alive: {Refusal.Place(live)} did not let them in ({Refusal.Of(outcome, demand).Words})."
            );
        }
    }

    private HttpQuestion Question(Uri url, Credentials credentials) =>
        new()
        {
            Url = url,
            Method = demand.Method,
            Headers = credentials.Headers,
            Body = credentials.Body,
            Limit = demand.Limit,
            Redirects = 0,
        };

    private string? Held(HttpOutcome outcome) =>
        outcome is HttpOutcome.Answer answer
            ? demand.Forbidden.FirstOrDefault(it => answer.Body.Contains(it, StringComparison.OrdinalIgnoreCase))
            : null;

    /// <summary>What was let in fails, also where something else was not seen; where nothing was and something is unclear, nothing is shown.</summary>
    private Observation Told()
    {
        _account.Facts["method"] = demand.Method;
        _account.Facts["asked"] = _asked;
        _account.Facts["refused"] = _refused;
        _account.Facts["controlled"] = demand.Control is not null;
        _account.Counts["asked"] = demand.Urls.Count;
        _account.Counts["refused"] = _refused;
        return _account.Seen(_unclear, "whether everything is refused");
    }
}
