using System.Text;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.AlertDrill;

/// <summary>A place where what was sent must arrive.</summary>
internal interface IReceipt
{
    /// <summary>Whether it holds the id.</summary>
    /// <exception cref="NotSeenException">It could not be read, or not wholly.</exception>
    Task<bool> HoldsAsync(string id, CancellationToken ct);
}

/// <summary>The settings <c>receipt</c> and <c>receipt-header.*</c>.</summary>
internal static class Receipts
{
    public static IReceipt Of(SettingReader settings, IHttp http, string alertmanager)
    {
        var place = settings.Text("receipt") ?? "";
        var headers = settings.All("receipt-header.");
        if (!place.Contains("://", StringComparison.Ordinal))
        {
            if (headers.Count > 0)
            {
                settings.Fault("alert-drill: receipt-header is for a URL, and receipt is a file.");
            }

            return new FileReceipt(settings, place);
        }

        if (!Uri.TryCreate(place, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            settings.Fault("alert-drill: receipt is an http or https address, or a file.");
            return new FileReceipt(settings, place);
        }

        if (Uri.TryCreate(alertmanager, UriKind.Absolute, out var sender) && url.Authority == sender.Authority)
        {
            settings.Fault("alert-drill: receipt is asked where it must arrive, not at the Alertmanager that sends it.");
        }

        return new UrlReceipt(http, url, headers, settings.Here.Limit);
    }
}

/// <summary>What a URL answers, for instance the log of a receiver of webhooks.</summary>
internal sealed class UrlReceipt(IHttp http, Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, TimeSpan limit) : IReceipt
{
    private const int MostBytes = 4 * 1024 * 1024;

    public async Task<bool> HoldsAsync(string id, CancellationToken ct)
    {
        var question = new HttpQuestion
        {
            Url = url,
            Headers = headers,
            Limit = limit,
            MaxBodyBytes = MostBytes,
        };
        return await http.AskAsync(question, ct) switch
        {
            HttpOutcome.Answer { Status: < 200 or >= 300 } it => throw new NotSeenException(
                $"The receipt answered with status {it.Status}."
            ),
            HttpOutcome.Answer it when it.Body.Contains(id, StringComparison.Ordinal) => true,
            HttpOutcome.Answer { Truncated: true } => throw new NotSeenException(
                $"The receipt is longer than {MostBytes} bytes, and its end was not read."
            ),
            HttpOutcome.NoAnswer it => throw new NotSeenException($"The receipt did not answer: {it.Why}"),
            _ => false,
        };
    }
}

/// <summary>A file to which what arrives is written, for instance a log or a mailbox. What it got since the first look is read.</summary>
internal sealed class FileReceipt(SettingReader settings, string file) : IReceipt
{
    private const int MostBytes = 16 * 1024 * 1024;
    private long? _from;

    public async Task<bool> HoldsAsync(string id, CancellationToken ct)
    {
        var path = settings.PathOf(file);
        if (!File.Exists(path))
        {
            throw new NotSeenException($"There is no file {file}; the place must be there before the drill.");
        }

        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!stream.CanSeek)
        {
            throw new NotSeenException($"{file} is no file that can be read again and again.");
        }

        _from ??= stream.Length;
        // A log that was cut or begun anew is read from its beginning.
        var from = stream.Length < _from ? 0 : _from.Value;
        if (stream.Length - from > MostBytes)
        {
            throw new NotSeenException($"{file} got more than {MostBytes} bytes since the drill began.");
        }

        stream.Seek(from, SeekOrigin.Begin);
        var bytes = new byte[stream.Length - from];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return bytes.AsSpan(0, read).IndexOf(Encoding.ASCII.GetBytes(id)) >= 0;
    }
}
