using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.Tls;

/// <summary>Whether plain HTTP leads to https of the same host, and nowhere else.</summary>
internal static class LeadingToHttps
{
    /// <summary>Asks once, without following.</summary>
    /// <exception cref="IOException">Plain HTTP gave no answer.</exception>
    public static async Task TellAsync(TlsTarget target, int port, TimeProvider clock, Account account, CancellationToken ct)
    {
        using var http = new LimitedHttp(clock);
        var asked = new UriBuilder("http", target.Host, port, target.Path.Split('?')[0]).Uri;
        var named = port == 80 ? target.ServerName : string.Create(CultureInfo.InvariantCulture, $"{target.ServerName}:{port}");
        var outcome = await http.AskAsync(
            new()
            {
                Url = asked,
                Headers = [new("Host", named)],
                Redirects = 0,
                MaxBodyBytes = 1024,
                Limit = TimeSpan.FromMinutes(10),
            },
            ct
        );
        if (outcome is not HttpOutcome.Answer answer)
        {
            throw new IOException($"The redirect could not be seen: {((HttpOutcome.NoAnswer)outcome).Why}");
        }

        var location = answer.Headers.TryGetValue("Location", out var said) && said.Length <= 2000 ? said : null;
        account.Facts["redirect"] = new JsonObject { ["status"] = answer.Status, ["location"] = location };
        if (Fault(answer.Status, location, target) is { } fault)
        {
            account.Flaw($"http on port {port} of {target.Host} {fault}");
        }
    }

    private static string? Fault(int status, string? location, TlsTarget target)
    {
        if (status is not (301 or 302 or 303 or 307 or 308) || location is null)
        {
            return $"answers {status} and does not lead to https";
        }

        if (!Uri.TryCreate(location, UriKind.Absolute, out var to) || to.Scheme != "https")
        {
            return "leads to an address that is not https";
        }

        return to.IdnHost.Equals(target.ServerName, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"leads to another host ({to.IdnHost}); wanted is {target.ServerName}";
    }
}
