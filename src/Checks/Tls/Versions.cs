using System.Security.Authentication;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Tls;

/// <summary>
/// Which versions a server accepts, each asked on a connection of its own. The old two are asked with a greeting written here, for
/// the libraries of today refuse to speak them.
/// </summary>
internal static class Versions
{
    /// <summary>Oldest first: name, name among the facts, number on the wire.</summary>
    public static IReadOnlyList<(string Name, string Fact, byte Minor)> All { get; } =
    [("TLS 1.0", "tls10", 1), ("TLS 1.1", "tls11", 2), ("TLS 1.2", "tls12", 3), ("TLS 1.3", "tls13", 4)];

    public static async Task TellAsync(TlsTarget target, TimeProvider clock, Account account, CancellationToken ct)
    {
        var facts = new JsonObject();
        foreach (var (at, (name, fact, minor)) in All.Index())
        {
            var accepted = await IsAcceptedAsync(target, at, minor, clock, ct);
            facts[fact] = accepted;
            if (at < target.OldestVersion && accepted is null)
            {
                throw new IOException($"Whether {target.Place} accepts {name} could not be seen: it neither refuses nor agrees.");
            }

            if (at < target.OldestVersion && accepted == true)
            {
                account.Flaw($"{target.Place} accepts {name}; nothing older than {All[target.OldestVersion].Name} may be accepted");
            }
        }

        account.Facts["versions"] = facts;
    }

    /// <summary>Many servers refuse a version by hanging up; as others hang up in passing, it counts when it happens twice.</summary>
    private static async Task<bool?> IsAcceptedAsync(TlsTarget target, int at, byte minor, TimeProvider clock, CancellationToken ct)
    {
        for (var hangUps = 0; hangUps < 2; hangUps++)
        {
            try
            {
                return at switch
                {
                    < 2 => await Greeting.IsTakenAsync(target, minor, clock, ct),
                    2 => await Handshakes.AcceptsAsync(target, SslProtocols.Tls12, ct),
                    _ => await Handshakes.AcceptsAsync(target, SslProtocols.Tls13, ct),
                };
            }
            catch (HungUpException)
            {
                // Asked once more.
            }
        }

        return false;
    }

    public static string NameOf(SslProtocols version) =>
        version switch
        {
            SslProtocols.Tls12 => "TLS 1.2",
            SslProtocols.Tls13 => "TLS 1.3",
            _ => version.ToString(),
        };
}
