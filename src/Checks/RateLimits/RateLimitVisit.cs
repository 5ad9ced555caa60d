using System.Globalization;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.RateLimits;

/// <summary>Sends the requests and counts what became of them. One that was neither let through nor limited ends it: then nothing was seen.</summary>
internal sealed class RateLimitVisit(RateLimitSpec demand, IHttp http, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Account _account = new();
    private readonly string _place = HttpFaults.Place(demand.Question.Url);
    private int _sent;
    private int _through;
    private int _limited;
    private string? _unclear;
    private string? _retryAfter;
    private bool _silent;

    public async Task<Observation> GoAsync(CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, demand.Concurrency).Select(_ => SendAsync(ct)));
        var took = clock.GetElapsedTime(start);
        if (_unclear is not null)
        {
            throw new NotSeenException($"One of {_sent} requests to {_place} was neither let through nor limited: {_unclear}.");
        }

        if (_through == 0)
        {
            throw new NotSeenException(
                $"None of {_sent} requests to {_place} was let through: it limited from the first one on, so it is not shown what it limits. Look again later."
            );
        }

        Judge(took);
        IReadOnlyList<string> unseen = await RecoverAsync(ct) is { } why ? [why] : [];
        Tell(took);
        return _account.Seen(unseen, "whether it lets through again");
    }

    private async Task SendAsync(CancellationToken ct)
    {
        while (Begin())
        {
            Count(await http.AskAsync(demand.Question, ct));
        }
    }

    /// <summary>Whether one more is sent.</summary>
    private bool Begin()
    {
        lock (_gate)
        {
            var enough = _sent >= demand.Requests || _unclear is not null || (demand.Most is null && _limited > 0);
            _sent += enough ? 0 : 1;
            return !enough;
        }
    }

    private void Count(HttpOutcome outcome)
    {
        lock (_gate)
        {
            if (IsLimited(outcome) is not { } limited)
            {
                _unclear ??= outcome.Match(it => $"status {it.Status}", none => none.Why.TrimEnd('.'));
                return;
            }

            _limited += limited ? 1 : 0;
            _through += limited ? 0 : 1;
            if (limited)
            {
                var told = ((HttpOutcome.Answer)outcome).Headers.TryGetValue("Retry-After", out var text) ? text : null;
                _silent |= told is null || !IsMoment(told);
                _retryAfter ??= told;
            }
        }
    }

    /// <summary>Null where the answer is neither.</summary>
    private bool? IsLimited(HttpOutcome outcome) =>
        outcome is not HttpOutcome.Answer { Status: var status } ? null
        : status == demand.Status ? true
        : status is >= 200 and < 300 || demand.Through.Contains(status) ? false
        : null;

    private void Judge(TimeSpan took)
    {
        if (_limited == 0)
        {
            _account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"none of {_sent} requests to {_place} in {took.TotalSeconds:0.##} s was limited with status {demand.Status}"
                )
            );
        }

        if (_through < demand.Least)
        {
            _account.Flaw($"{_place} let {_through} requests through before it limited; at least {demand.Least} are wanted");
        }

        if (_limited > 0 && demand.Most is { } most && _through > most)
        {
            _account.Flaw($"{_place} let {_through} of {_sent} requests through; at most {most} are wanted");
        }

        if (demand.RetryAfter && _limited > 0 && _silent)
        {
            _account.Flaw($"{_place} limits without a Retry-After that says when to come again");
        }
    }

    /// <summary>Asks once more after a while. Returns why it was not seen; null when it was, or is not asked.</summary>
    private async Task<string?> RecoverAsync(CancellationToken ct)
    {
        if (demand.Recovers is not { } wait || _limited == 0)
        {
            return null;
        }

        await Task.Delay(wait, clock, ct);
        var outcome = await http.AskAsync(demand.Question, ct);
        if (IsLimited(outcome) is not { } limited)
        {
            return outcome.Match(it => $"{_place} answered with status {it.Status}", none => none.Why.TrimEnd('.'));
        }

        _account.Facts["recovered"] = !limited;
        if (limited)
        {
            _account.Flaw(string.Create(CultureInfo.InvariantCulture, $"{_place} still limits {wait.TotalSeconds:0.###} s later"));
        }

        return null;
    }

    private void Tell(TimeSpan took)
    {
        _account.Facts["url"] = _place;
        _account.Facts["sent"] = _sent;
        _account.Facts["letThrough"] = _through;
        _account.Facts["limited"] = _limited;
        _account.Facts["tookMs"] = Math.Round(took.TotalMilliseconds, 1);
        _account.Facts["retryAfter"] = _retryAfter is { } told ? JsonTexts.Cut(told, 100) : null;
        _account.Counts["sent"] = _sent;
        _account.Counts["through"] = _through;
        _account.Counts["limited"] = _limited;
        _account.Value = new Quantity(_through, "");
    }

    /// <summary>Seconds, or a date (RFC 9110, 10.2.3).</summary>
    private static bool IsMoment(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        || DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
