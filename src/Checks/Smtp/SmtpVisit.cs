using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Checks.Tls;

namespace Slipway.Checks.Smtp;

/// <summary>One visit to a mail server, from the greeting to the goodbye.</summary>
internal sealed class SmtpVisit(SmtpDemands demands, Trust trust, Account account)
{
    private const int MostExtensions = 60;

    private readonly TlsTarget _target = demands.Target;
    private string _name = "[127.0.0.1]";

    /// <summary>Goes there, and tells what it found.</summary>
    /// <exception cref="IOException">It could not be talked to, or it said "not now".</exception>
    public async Task GoAsync(CancellationToken ct)
    {
        await using var stream = await Handshakes.ConnectedAsync(_target, ct);
        _name = Literal(stream.Socket.LocalEndPoint as IPEndPoint);
        account.Facts["encrypted"] = false;
        if (demands.Encryption == Encryption.Implicit)
        {
            await EncryptedAsync(stream, async line => await GreetedAsync(line, encrypted: true, ct) is not null, ct);
            return;
        }

        var plain = new SmtpLine(stream);
        if (await GreetedAsync(plain, encrypted: false, ct) is not { } offered)
        {
            return;
        }

        if (!offered.Contains("STARTTLS", StringComparer.Ordinal) || demands.Encryption == Encryption.None)
        {
            await UnencryptedAsync(plain, offered, ct);
            return;
        }

        if (!Good(await plain.AskAsync("STARTTLS", ct), "offers STARTTLS and answers it with"))
        {
            return;
        }

        if (plain.HasMore)
        {
            throw new IOException($"{_target.Place} said more behind its answer to STARTTLS, before anything was encrypted.");
        }

        await EncryptedAsync(stream, async line => await IntroducedAsync(line, encrypted: true, ct) is not null, ct);
    }

    /// <summary>What stays in the clear is looked at to its end.</summary>
    private async Task UnencryptedAsync(SmtpLine line, IReadOnlyList<string> offered, CancellationToken ct)
    {
        if (demands.Encryption == Encryption.Required)
        {
            account.Flaw($"{_target.Place} does not offer STARTTLS");
        }

        TellExtensions(offered);
        await RecipientsAsync(line, ct);
    }

    private async Task EncryptedAsync(Stream stream, Func<SmtpLine, Task<bool>> begin, CancellationToken ct)
    {
        using var shown = await Handshakes.ShownAsync(
            stream,
            _target,
            async secure =>
            {
                var line = new SmtpLine(secure);
                if (await begin(line))
                {
                    await RecipientsAsync(line, ct);
                }

                return null;
            },
            ct
        );
        account.Facts["encrypted"] = true;
        trust.Tell(shown, _target, account);
        Strength.Tell(shown, account);
    }

    /// <summary>The greeting, then what is offered; null when it greets with a refusal.</summary>
    private async Task<IReadOnlyList<string>?> GreetedAsync(SmtpLine line, bool encrypted, CancellationToken ct)
    {
        var banner = await line.ReplyAsync(ct);
        account.Facts["banner"] = banner.ToString();
        return Good(banner, "greets with") ? await IntroducedAsync(line, encrypted, ct) : null;
    }

    private async Task<IReadOnlyList<string>?> IntroducedAsync(SmtpLine line, bool encrypted, CancellationToken ct)
    {
        var reply = await line.AskAsync($"EHLO {_name}", ct);
        if (!Good(reply, "answers EHLO with"))
        {
            return null;
        }

        string[] offered = [.. reply.Lines.Skip(1).Take(MostExtensions).Select(it => it.ToUpperInvariant())];
        var ways = offered.FirstOrDefault(it => it.StartsWith("AUTH", StringComparison.Ordinal));
        account.Facts[encrypted ? "authEncrypted" : "authInTheClear"] = ways;
        if (ways is not null && !encrypted)
        {
            account.Flaw($"{_target.Place} takes passwords in the clear: it offers '{ways}' before anything is encrypted");
        }

        if (encrypted)
        {
            TellExtensions(offered);
        }

        account.Facts["startTls"] = offered.Contains("STARTTLS") || (bool?)account.Facts["startTls"] == true;
        return offered;
    }

    private void TellExtensions(IReadOnlyList<string> offered)
    {
        account.Facts["extensions"] = new JsonArray([.. offered.Select(it => (JsonNode?)(it.Length <= 200 ? it : it[..200]))]);
        var size = offered.FirstOrDefault(it => it.StartsWith("SIZE ", StringComparison.Ordinal))?[5..];
        account.Facts["sizeBytes"] = long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;
        foreach (var wanted in demands.Extensions.Where(it => !offered.Any(has => has.Split(' ')[0] == it)))
        {
            account.Flaw($"{_target.Place} does not offer {wanted}");
        }
    }

    /// <summary>Asks for whom it would take mail. There is no DATA, so there is no mail.</summary>
    private async Task RecipientsAsync(SmtpLine line, CancellationToken ct)
    {
        if (
            (demands.Taken ?? demands.Refused) is not null
            && Good(await line.AskAsync($"MAIL FROM:<{demands.From}>", ct), "refuses the sender:")
        )
        {
            if (demands.Taken is { } taken)
            {
                var reply = Told("rcpt", await line.AskAsync($"RCPT TO:<{taken}>", ct));
                Good(reply, $"takes no mail for {taken}:");
            }

            if (demands.Refused is { } refused && Told("refuse", await line.AskAsync($"RCPT TO:<{refused}>", ct)) is { } open)
            {
                NotLater(open, $"answers for {refused}:");
                if (open.Good)
                {
                    account.Flaw($"{_target.Place} would take mail for {refused}, which it must refuse: {open}");
                }
            }

            await line.AskAsync("RSET", ct);
        }

        await line.AskAsync("QUIT", ct);
    }

    private SmtpReply Told(string name, SmtpReply reply)
    {
        account.Facts[name] = reply.ToString();
        return reply;
    }

    /// <summary>A refusal for good is a flaw; "not now" is no answer.</summary>
    private bool Good(SmtpReply reply, string what)
    {
        NotLater(reply, what);
        if (!reply.Good)
        {
            account.Flaw($"{_target.Place} {what} {reply}");
        }

        return reply.Good;
    }

    private void NotLater(SmtpReply reply, string what)
    {
        if (reply.Later)
        {
            throw new IOException($"{_target.Place} {what} {reply}: that is not now, and says nothing of later.");
        }
    }

    /// <summary>One that has no name introduces itself by its address (RFC 5321, 4.1.3).</summary>
    private static string Literal(IPEndPoint? own) =>
        own?.Address switch
        {
            null => "[127.0.0.1]",
            { IsIPv4MappedToIPv6: true } it => $"[{it.MapToIPv4()}]",
            { AddressFamily: AddressFamily.InterNetworkV6 } it => $"[IPv6:{it.ToString().Split('%')[0]}]",
            var it => $"[{it}]",
        };
}
