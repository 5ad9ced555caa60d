using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Udp;

/// <summary>Sends a datagram to each address until one answers.</summary>
internal sealed class UdpVisit(UdpSpec demand, TimeProvider clock)
{
    private const int MostTold = 16 * 1024;

    private readonly Account _account = new();
    private readonly long _start = clock.GetTimestamp();

    public async Task<Observation> GoAsync(IPAddress[] addresses, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var asking = addresses.Take(16).Select(it => AskAsync(it, enough.Token)).ToList();
        var (answer, refused, unclear) = ((byte[]?)null, false, "");
        while (answer is null && asking.Count > 0)
        {
            var ended = await Task.WhenAny(asking);
            asking.Remove(ended);
            var end = await ended;
            answer = end.Answer;
            refused |= end.Why == SocketError.ConnectionRefused;
            unclear =
                end.Answer is null && end.Why is not (SocketError.ConnectionRefused or SocketError.AddressFamilyNotSupported)
                    ? $"{end.Why}"
                    : unclear;
        }

        await enough.CancelAsync();
        if (answer is null && (!refused || unclear.Length > 0))
        {
            throw new NotSeenException(
                $"Port {demand.Port} of {demand.Host} could not be asked ({(unclear.Length > 0 ? unclear : "this machine speaks the language of none of its addresses")})."
            );
        }

        Tell(answer);
        return _account.Seen();
    }

    /// <summary>The answer, or how sending failed. Silence goes on until the end of the look.</summary>
    private async Task<(byte[]? Answer, SocketError Why)> AskAsync(IPAddress address, CancellationToken ct)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            // Connected, so that only this address is heard, and the system tells of "port unreachable".
            await socket.ConnectAsync(address, demand.Port, ct);
            var buffer = new byte[65535];
            var answer = socket.ReceiveAsync(buffer, ct).AsTask();
            while (!answer.IsCompleted)
            {
                await socket.SendAsync(demand.Datagram, ct);
                await Task.WhenAny(answer, Task.Delay(demand.Again, clock, ct));
                ct.ThrowIfCancellationRequested();
            }

            return (buffer[..await answer], SocketError.Success);
        }
        catch (SocketException failed)
        {
            return (null, failed.SocketErrorCode);
        }
    }

    private void Tell(byte[]? answer)
    {
        _account.Facts["port"] = demand.Port;
        _account.Facts["reachable"] = answer is not null;
        _account.Counts["reachable"] = answer is null ? 0 : 1;
        if (answer is null)
        {
            _account.Flaw($"port {demand.Port} of {demand.Host} is closed: every address says that it is unreachable");
            return;
        }

        var took = Math.Round(clock.GetElapsedTime(_start).TotalMilliseconds, 1);
        _account.Value = new Quantity(took, "ms");
        _account.Facts["answerMs"] = took;
        _account.Facts["bytes"] = answer.Length;
        _account.Facts["text"] = JsonTexts.Cut(Encoding.UTF8.GetString(answer), MostTold);
        _account.Facts["hex"] = Convert.ToHexStringLower(answer.AsSpan(0, Math.Min(answer.Length, 1024)));
        if (answer.AsSpan().IndexOf(demand.Wanted) < 0)
        {
            _account.Flaw($"what answers at port {demand.Port} of {demand.Host} does not say what is wanted ({answer.Length} bytes came)");
        }
    }
}
