using System.Globalization;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.WebSockets;

/// <summary>Opens one WebSocket, speaks over it, and tells what came.</summary>
internal sealed class WebSocketVisit(WebSocketSpec demand, OpenHttp http, TimeProvider clock)
{
    private const int MostTold = 16 * 1024;

    private readonly Account _account = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly string _place = HttpFaults.Place(demand.Url);
    private Conversation? _conversation;

    public async Task<Observation> GoAsync(CancellationToken ct)
    {
        _account.Facts["url"] = _place;
        using var bound = new CancellationTokenSource(demand.Within ?? Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, ct);
        try
        {
            await OpenAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            var missing = _conversation?.Missing ?? "it was open";
            _account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_place}: {demand.Within!.Value.TotalSeconds:0.###} s passed before {missing}"
                )
            );
        }

        Tell();
        return _account.Seen();
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        var opening = new WebSocketOpening(demand);
        using var request = opening.Request();
        using var answer = await http.AskAsync(request, ct);
        var took = clock.GetElapsedTime(_start);
        var fault = opening.FaultOf(answer);
        _account.Facts["status"] = (int)answer.StatusCode;
        _account.Facts["open"] = fault is null;
        if (fault is not null)
        {
            _account.Flaw($"{_place} {fault}");
            return;
        }

        _account.Facts["protocol"] = opening.Protocol;
        _account.Facts["openMs"] = Ms(took);
        _conversation = new(await answer.Content.ReadAsStreamAsync(ct), demand, clock);
        if (await _conversation.HoldAsync(ct) is { } wrong)
        {
            _account.Flaw($"{_place}: {wrong}");
        }

        _account.Value = demand.Listens
            ? _conversation.Answered is { } answered
                ? new Quantity(Ms(answered), "ms")
                : null
            : new Quantity(Ms(took), "ms");
    }

    private void Tell()
    {
        if (_conversation is not { } told)
        {
            return;
        }

        _account.Facts["pingMs"] = told.Pong is { } pong ? Ms(pong) : null;
        _account.Facts["messages"] = told.Messages;
        if (demand.Listens)
        {
            _account.Facts["answerMs"] = told.Answered is { } answered ? Ms(answered) : null;
            _account.Facts["message"] = told.Message is { } text ? JsonTexts.Cut(text, MostTold) : null;
            _account.Facts["json"] = told.Message is { Length: <= MostTold } message ? JsonTexts.Read(message) : null;
        }
    }

    private static double Ms(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);
}
