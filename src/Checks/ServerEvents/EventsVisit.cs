using System.Globalization;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.ServerEvents;

/// <summary>Listens to one stream of events until those that are wanted came, and tells what came.</summary>
internal sealed class EventsVisit(EventsSpec demand, OpenHttp http, TimeProvider clock)
{
    private const int MostTold = 16 * 1024;

    private readonly Account _account = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly string _place = HttpFaults.Place(demand.Url);
    private int _came;
    private int _counted;

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
            _account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_place}: within {demand.Within!.Value.TotalSeconds:0.###} s {Came()}; is the answer held back on the way?"
                )
            );
        }

        _account.Facts["events"] = _came;
        _account.Facts["counted"] = _counted;
        _account.Counts["events"] = _counted;
        return _account.Seen();
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        using var request = OpenHttp.Question(demand.Url, [new("Accept", "text/event-stream"), .. demand.Headers]);
        if (demand.LastEventId is { } id)
        {
            request.Headers.Remove("Last-Event-ID");
            request.Headers.TryAddWithoutValidation("Last-Event-ID", id);
        }

        using var answer = await http.AskAsync(request, ct);
        _account.Facts["status"] = (int)answer.StatusCode;
        _account.Facts["headMs"] = Ms();
        if (FaultOf(answer) is { } fault)
        {
            _account.Flaw($"{_place} was answered with {fault}");
            return;
        }

        await ListenAsync(new(await answer.Content.ReadAsStreamAsync(ct)), ct);
    }

    /// <summary>Why this is no stream of events; null when it is one.</summary>
    private static string? FaultOf(HttpResponseMessage answer)
    {
        var type = answer.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : "";
        return (int)answer.StatusCode != 200 ? $"status {(int)answer.StatusCode} instead of 200"
            : !type.Split(';')[0].Trim().Equals("text/event-stream", StringComparison.OrdinalIgnoreCase)
                ? $"Content-Type '{(type.Length <= 100 ? type : $"{type[..99]}…")}' instead of text/event-stream"
            : answer.Content.Headers.NonValidated.Contains("Content-Encoding") ? "a Content-Encoding that was not asked for"
            : null;
    }

    private async Task ListenAsync(EventStream stream, CancellationToken ct)
    {
        try
        {
            while (await stream.NextAsync(ct) is { } item)
            {
                Take(item);
                if (_counted >= demand.Least)
                {
                    return;
                }
            }

            _account.Flaw($"{_place}: the stream ended, and {Came()}");
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            _account.Flaw($"{_place}: the stream was broken off, and {Came()}");
        }
    }

    private void Take(ServerEvent item)
    {
        _came++;
        if (demand.LastEventId is { } last && item.Id == last)
        {
            _account.Flaw($"{_place} sent the event '{last}' once more, which the client said it had seen");
        }

        if (!demand.Counts(item.Name, item.Data))
        {
            return;
        }

        _counted++;
        if (_counted == 1)
        {
            _account.Value = new Quantity(Ms(), "ms");
            _account.Facts["firstMs"] = Ms();
            _account.Facts["event"] = item.Name;
            _account.Facts["id"] = item.Id;
            _account.Facts["data"] = JsonTexts.Cut(item.Data, MostTold);
            _account.Facts["json"] = item.Data.Length <= MostTold ? JsonTexts.Read(item.Data) : null;
        }
    }

    private string Came() =>
        _counted == 0 && _came == 0 ? $"no {demand.Wanted} came"
        : _counted == 0 ? $"no {demand.Wanted} came among {_came}"
        : $"{_counted} of {demand.Least} came: {demand.Wanted}";

    private double Ms() => Math.Round(clock.GetElapsedTime(_start).TotalMilliseconds, 1);
}
