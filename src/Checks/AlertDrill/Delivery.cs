using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Alertmanager;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.AlertDrill;

/// <summary>One drill from sending to resolving.</summary>
internal sealed class Delivery(AlertmanagerApi api, DrillAlert alert, IReceipt receipt, TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForResolving = TimeSpan.FromSeconds(2);

    public async Task MakeAsync(TimeSpan within, Account account, CancellationToken ct)
    {
        account.Facts["drill"] = alert.Id;
        TimeSpan? took;
        bool resolved;
        try
        {
            await api.SendAsync(alert.Written(), ct);
            took = await ArrivesAsync(within, ct);
            if (took is null)
            {
                account.Flaw($"the drill did not arrive within {Durations.Write(within)}{await WhereAsync(account, ct)}");
            }
        }
        finally
        {
            // Also where sending got no answer: it may have been taken.
            resolved = await ResolvedAsync();
        }

        account.Facts["arrived"] = took is not null;
        account.Facts["seconds"] = took is { } time ? Math.Round(time.TotalSeconds, 3) : null;
        account.Facts["resolved"] = resolved;
        account.Value = took is { } seconds ? new(Math.Round(seconds.TotalSeconds, 3), "s") : null;
        if (!resolved)
        {
            account.Flaw($"the drill could not be resolved; it ends by itself at {DrillAlert.At(alert.Ends)}");
        }
    }

    /// <summary>The time until it was seen; null when the place could be read to the end and did not hold it.</summary>
    private async Task<TimeSpan?> ArrivesAsync(TimeSpan within, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        for (var pause = First; ; pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            NotSeenException? trouble = null;
            try
            {
                if (await receipt.HoldsAsync(alert.Id, ct))
                {
                    // Seen is not in time: the last question may have been answered late.
                    var took = clock.GetElapsedTime(start);
                    return took <= within ? took : null;
                }
            }
            catch (NotSeenException unseen)
            {
                trouble = unseen;
            }

            var left = within - clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return trouble is null
                    ? null
                    : throw new NotSeenException($"The drill was sent, but not followed to its end. {trouble.Message}");
            }

            await Task.Delay(pause < left ? pause : left, clock, ct);
        }
    }

    /// <summary>What Alertmanager made of it, for the one who now has to look for it.</summary>
    private async Task<string> WhereAsync(Account account, CancellationToken ct)
    {
        try
        {
            var filter = Uri.EscapeDataString($"{DrillAlert.Mark}=\"{alert.Id}\"");
            if (await api.ListAsync($"alerts?filter={filter}", ct) is not [var held])
            {
                return "; Alertmanager does not hold it";
            }

            var state = AlertmanagerApi.Text(AlertmanagerApi.Member(held, "status"), "state");
            var receivers =
                held.TryGetProperty("receivers", out var list) && list.ValueKind == System.Text.Json.JsonValueKind.Array ? list : default;
            var names =
                receivers.ValueKind == System.Text.Json.JsonValueKind.Array
                    ? receivers.EnumerateArray().Take(20).Select(it => AlertmanagerApi.Cut(AlertmanagerApi.Text(it, "name"))).ToList()
                    : [];
            account.Facts["receivers"] = new JsonArray([.. names.Select(it => (JsonNode?)it)]);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"; Alertmanager means it for {string.Join(", ", names.DefaultIfEmpty("nobody"))}{(state == "suppressed" ? ", and it is silenced or inhibited" : "")}"
            );
        }
        catch (NotSeenException)
        {
            return "";
        }
    }

    /// <summary>With a limit of its own: the look may be over, or cancelled.</summary>
    private async Task<bool> ResolvedAsync()
    {
        using var limit = new CancellationTokenSource(ForResolving, clock);
        try
        {
            await api.SendAsync(alert.Written(clock.GetUtcNow()), limit.Token);
            return true;
        }
        catch (Exception failure) when (failure is NotSeenException or OperationCanceledException)
        {
            return false;
        }
    }
}
