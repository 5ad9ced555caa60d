using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Slipway.Kernel;

namespace Slipway.Checks.Looks;

/// <summary>What is the same in every look: settings are read and their faults reported together, the limit ends it, and nothing is thrown but cancellation.</summary>
internal static class Look
{
    /// <summary>Time for ending a process tree or closing a connection after the limit.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>The setting that every kind has.</summary>
    public static CheckSetting Timeout { get; } =
        new(
            "timeout",
            Required: false,
            "Longest time of one look, for instance `5s`; never more than the limit of the step, which is the default."
        );

    /// <summary>The setting of the kinds that read one number.</summary>
    public static CheckSetting Unit { get; } =
        new("unit", Required: false, "Unit of the number, where the answer names none: `ms`, `%`, `ratio` (0 to 1), `GiB` and so on.");

    public static async Task<Observation> AtAsync(
        ICheck check,
        CheckSpec spec,
        Surroundings here,
        Func<SettingReader, CancellationToken, Task<Observation>> look,
        CancellationToken ct
    )
    {
        ct.ThrowIfCancellationRequested();
        var settings = new SettingReader(check, spec, here);
        var limit = settings.Duration("timeout", here.Limit);
        limit = limit < here.Limit ? limit : here.Limit;
        using var timeout = new CancellationTokenSource(limit, here.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        // On a thread of the pool, and left behind after the limit: a file system that hangs must not hang the run.
        var looking = Task.Run(() => look(settings, either.Token), either.Token);
        try
        {
            return await looking.WaitAsync(limit + Grace, here.Clock, ct);
        }
        catch (Exception late) when (late is OperationCanceledException or TimeoutException && !ct.IsCancellationRequested)
        {
            return Observation.Unseen(string.Create(CultureInfo.InvariantCulture, $"No answer within {limit.TotalSeconds:0.###} s."));
        }
        catch (Exception told) when (told is SettingException or NotSeenException)
        {
            return Observation.Unseen(told.Message);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && IsOfTheWorld(failure))
        {
            return Observation.Unseen(failure.Message);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !ct.IsCancellationRequested)
        {
            return Observation.Broken($"The check {check.Kind} broke ({failure.GetType().Name}): {failure.Message}");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new OperationCanceledException("The look was cancelled.", failure, ct);
        }
        finally
        {
            // The one who waits hears of a cancellation before the look does, and would unlink its token: so it is cancelled by
            // hand. What the look made for itself (a process, a scratch database) it then takes away.
            await either.CancelAsync();
            if (ct.IsCancellationRequested)
            {
                await Task.WhenAny(looking, Task.Delay(Grace, here.Clock, CancellationToken.None));
            }
        }
    }

    private static bool IsOfTheWorld(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or SocketException or DbException or JsonException or DllNotFoundException;
}
