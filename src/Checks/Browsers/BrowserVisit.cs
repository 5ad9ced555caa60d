using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Browsers;

/// <summary>One visit: the page is opened, the steps are carried out until one does not hold, and the page is left to settle.</summary>
internal sealed class BrowserVisit
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private readonly BrowserSpec _wanted;
    private readonly TimeProvider _clock;
    private readonly Account _account;
    private readonly PageTraffic _traffic;
    private readonly BrowserPage _page;

    public BrowserVisit(DevTools tools, BrowserSpec wanted, TimeProvider clock, Account account)
    {
        (_wanted, _clock, _account) = (wanted, clock, account);
        _traffic = new(wanted, clock);
        _page = new(tools, _traffic);
    }

    /// <summary>Makes it, and returns what was not seen of it.</summary>
    public async Task<IReadOnlyList<string>> MakeAsync(IReadOnlyList<BrowserStepSpec> steps, CancellationToken ct)
    {
        await _page.MakeAsync(ct);
        var start = _clock.GetTimestamp();
        await OpenAsync(_wanted.Url, ct);
        var took = Math.Round(_clock.GetElapsedTime(start).TotalMilliseconds);
        _account.Value = new(took, "ms");
        _account.Facts["loadMs"] = took;
        _account.Facts["steps"] = await StepsAsync(steps, ct);
        var waiting = await SettledAsync(ct);
        await TellAsync(ct);
        return [.. waiting.Select(it => $"{it} was not answered within {Durations.Write(_wanted.Settle)}")];
    }

    private async Task OpenAsync(Uri url, CancellationToken ct)
    {
        var loads = _traffic.Loads;
        var loading = await _page.OpenAsync(url, ct);
        while (loading && _traffic.Loads == loads)
        {
            await _page.AskPageAsync(PageScripts.Path, ct);
            await Task.Delay(Pause, _clock, ct);
        }
    }

    /// <summary>How many held.</summary>
    private async Task<int> StepsAsync(IReadOnlyList<BrowserStepSpec> steps, CancellationToken ct)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (await StepAsync(steps[i], ct) is { } flaw)
            {
                _account.Flaw(steps.Count == 1 ? flaw : string.Create(CultureInfo.InvariantCulture, $"step {i + 1}: {flaw}"));
                return i;
            }
        }

        return steps.Count;
    }

    /// <summary>What is wrong with it; null when it holds.</summary>
    private async Task<string?> StepAsync(BrowserStepSpec step, CancellationToken ct)
    {
        if (step.Open is { } url)
        {
            await OpenAsync(new(url), ct);
            return null;
        }

        if (step.At is { } at)
        {
            var path = await UntilAsync(PageScripts.Path, it => it == at, ct);
            return path.State == at ? null
                : path.State.Length == 0 ? throw new NotSeenException("The page could not be asked where it is.")
                : $"the page is at {JsonTexts.Cut(path.State, 200)} and not at {at} after {Durations.Write(_wanted.Within)}";
        }

        var (element, purpose) =
            step.Click is { } click ? (click, "click")
            : step.Fill is { } fill ? (fill, "fill")
            : (step.See!, "see");
        return await ElementAsync(element, purpose, step.With ?? "", ct);
    }

    private async Task<string?> ElementAsync(string element, string purpose, string text, CancellationToken ct)
    {
        var found = await UntilAsync(
            PageScripts.Element,
            it => it is "ready" or "typing" or "invalid" or "unfillable",
            ct,
            element,
            purpose,
            text
        );
        if (found.State == "typing")
        {
            await _page.TypeAsync(text, ct);
            found =
                text.Length == 0
                    ? new("ready", 0, 0)
                    : await UntilAsync(PageScripts.Element, it => it == "ready", ct, element, "filled", "");
        }
        else if (found.State == "ready" && purpose == "click")
        {
            await _page.ClickAsync(found.X, found.Y, ct);
        }

        var after = $"after {Durations.Write(_wanted.Within)}";
        return found.State switch
        {
            "ready" => null,
            "absent" => $"'{element}' is not on the page {after}",
            "hidden" => $"'{element}' is on the page and not visible {after}",
            "disabled" => $"'{element}' cannot be used: it is disabled {after}",
            "covered" => $"'{element}' cannot be clicked: something else lies over it {after}",
            "without" => $"'{element}' does not offer what is to be chosen {after}",
            "unfillable" => $"'{element}' is nothing that can be filled in",
            "empty" => $"'{element}' stays empty when it is filled in",
            "invalid" => throw new NotSeenException($"'{element}' is no CSS selector. For words of the page write text= before them."),
            _ => throw new NotSeenException($"The page could not be looked into for '{element}'."),
        };
    }

    private sealed record Found(string State, double X, double Y);

    /// <summary>Asks again until the state is good or the time is up, and returns the last.</summary>
    private async Task<Found> UntilAsync(string script, Func<string, bool> isGood, CancellationToken ct, params string[] arguments)
    {
        var start = _clock.GetTimestamp();
        while (true)
        {
            var answer = await _page.AskPageAsync(script, ct, arguments);
            var state = answer is { } it ? PageRequest.Text(it, "state") : "";
            if (isGood(state) || _clock.GetElapsedTime(start) > _wanted.Within)
            {
                return new(state, Number(answer, "x"), Number(answer, "y"));
            }

            await Task.Delay(Pause, _clock, ct);
        }
    }

    /// <summary>Waits until nothing is under way for a while, and returns what still is when the time is up.</summary>
    private async Task<IReadOnlyList<string>> SettledAsync(CancellationToken ct)
    {
        var start = _clock.GetTimestamp();
        while (_traffic.UnderWay(TimeSpan.Zero).Count > 0 || _traffic.Quiet() < _wanted.Quiet)
        {
            if (_clock.GetElapsedTime(start) > _wanted.Settle)
            {
                return await UnansweredAsync(ct);
            }

            await Task.Delay(Pause, _clock, ct);
        }

        return [];
    }

    /// <summary>A page that asks again and again always has a question under way: those that are under way now get the same time to be answered.</summary>
    private async Task<IReadOnlyList<string>> UnansweredAsync(CancellationToken ct)
    {
        var start = _clock.GetTimestamp();
        while (true)
        {
            var waiting = _traffic.UnderWay(_clock.GetElapsedTime(start));
            if (waiting.Count == 0 || _clock.GetElapsedTime(start) > _wanted.Settle)
            {
                return waiting;
            }

            await Task.Delay(Pause, _clock, ct);
        }
    }

    private async Task TellAsync(CancellationToken ct)
    {
        // A page that no longer answers is no page that was seen.
        var place =
            await _page.AskPageAsync(PageScripts.Place, ct) ?? throw new NotSeenException("The page could not be looked into at its end.");
        var (failed, errors) = (_traffic.Failed, _traffic.Errors);
        _account.Facts["url"] = PageRequest.Place(PageRequest.Text(place, "url"));
        _account.Facts["title"] = JsonTexts.Cut(PageRequest.Text(place, "state"), 200);
        _account.Facts["status"] = _traffic.Status;
        _account.Facts["requests"] = _traffic.Requests;
        _account.Facts["failedRequests"] = failed.Count;
        _account.Facts["cancelledRequests"] = _traffic.Cancelled;
        _account.Facts["consoleErrors"] = errors.Count;
        _account.Facts["ignored"] = _traffic.Ignored;
        _account.Facts["dialogs"] = _page.Dialogs;
        Hold(failed, _wanted.MostFailedRequests, "request of the page failed", "requests of the page failed");
        Hold(errors, _wanted.MostConsoleErrors, "error stands in the console", "errors stand in the console");
    }

    private void Hold(PageFaults faults, int most, string one, string many)
    {
        if (faults.Count > most)
        {
            _account.Flaw(
                string.Create(CultureInfo.InvariantCulture, $"{faults.Count} {(faults.Count == 1 ? one : many)}, allowed {most}: {faults}")
            );
        }
    }

    private static double Number(JsonElement? of, string name) =>
        of is { } it && PageRequest.Member(it, name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : 0;
}
