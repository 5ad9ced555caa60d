using Slipway.Checks.Looks;

namespace Slipway.Checks.Backends;

/// <summary>Who is asked, and what must be up.</summary>
/// <param name="Address">Where the statistics are: scheme <c>http</c>, <c>https</c>, <c>tcp</c> or <c>unix</c>.</param>
/// <param name="Names">Back ends that must be there; empty for all that have servers.</param>
/// <param name="LeastUp">Fewest servers of each that must be up.</param>
/// <param name="Allowed">States besides <c>up</c>.</param>
internal sealed record BackendsSpec(Uri Address, IReadOnlyList<string> Names, int LeastUp, IReadOnlySet<string> Allowed)
{
    private static readonly Uri Nowhere = new("tcp://nowhere.invalid:1");

    public static BackendsSpec Of(SettingReader settings)
    {
        var names = Listed(settings, "backend");
        if (names.Count == 0 && settings.Raw("backend") is not null)
        {
            settings.Fault("backends: backend names nothing; leave it out for all.");
        }

        var allowed = Listed(settings, "allow").Select(it => it.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        if (allowed.Any(it => !ServerStates.Others.Contains(it)) || (allowed.Count == 0 && settings.Raw("allow") is not null))
        {
            settings.Fault($"backends: allow is one or several of {string.Join(", ", ServerStates.Others)}.");
        }

        return new(AddressOf(settings), names, settings.Whole("least-up", 1, 0, 10_000), allowed);
    }

    private static Uri AddressOf(SettingReader settings)
    {
        var text = settings.Address("url", "haproxy");
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && Fits(address, text))
        {
            return address;
        }

        // What is empty has its fault already, and what is there may hold a password.
        if (text.Length > 0 || settings.Raw("url") is not null)
        {
            settings.Fault("backends: url is of the form http://host:port/path, tcp://host:port or unix:/path.");
        }

        return Nowhere;
    }

    private static bool Fits(Uri address, string text) =>
        address.Scheme switch
        {
            "http" or "https" => true,
            "tcp" => address.Port > 0 && address.Host.Length > 0,
            // Longer paths fit into no address of a socket.
            "unix" => address.AbsolutePath.Length is > 1 and <= 100 && text.StartsWith("unix:/", StringComparison.Ordinal),
            _ => false,
        };

    private static List<string> Listed(SettingReader settings, string name) =>
        [
            .. (settings.Text(name) ?? "")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.Ordinal),
        ];
}
