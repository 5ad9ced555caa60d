namespace Slipway.Gateway.Reading;

/// <summary>The parts of a call that say by what a request is told from others.</summary>
internal static class SourcesReader
{
    private const int LongestName = 64;

    public static StickySpec? Sticky(string? text, List<string> faults)
    {
        if (text is null)
        {
            return null;
        }

        var (kind, name) = Halves(text);
        if (kind is "cookie" or "header" && name.Length is > 0 and <= LongestName && name.All(IsToken))
        {
            return new(kind == "cookie", name);
        }

        faults.Add($"--sticky {text}: cookie:NAME or header:NAME is wanted, the name of letters, digits, '-' and '_'");
        return null;
    }

    public static LaneHeaderSpec? LaneHeader(string? text, AddressList trusted, List<string> faults)
    {
        if (text is null)
        {
            return null;
        }

        var (kind, rest) = Halves(text);
        if (kind == "secret-file" && rest.Length > 0)
        {
            return SecretFile.Read("--lane-header secret-file", rest, faults) is { } secret ? new(secret, null) : null;
        }

        if (kind != "addresses")
        {
            faults.Add($"--lane-header {text}: secret-file:FILE or addresses:LIST is wanted");
            return null;
        }

        var addresses = Addresses("--lane-header addresses", rest, faults);
        if (addresses?.Overlaps(trusted) == true)
        {
            faults.Add("--lane-header addresses: a trusted proxy is among them, so everybody behind it could choose; use secret-file:FILE");
        }

        return addresses is null ? null : new(null, addresses);
    }

    public static AddressList? Addresses(string option, string? text, List<string> faults)
    {
        if (text is null)
        {
            return null;
        }

        var addresses = AddressList.TryParse(text);
        if (addresses is null)
        {
            faults.Add($"{option} {text}: addresses and networks with commas between are wanted, such as 10.0.0.0/8,127.0.0.1");
        }

        return addresses;
    }

    public static ShadowSpec? Shadow(string? text, string share, List<string> faults)
    {
        var part = NumberReader.Share("--shadow-share", share, faults);
        if (part == 0)
        {
            faults.Add("--shadow-share 0: leave --shadow out to copy nothing");
        }

        return text is not null && AddressReader.EndpointOf("--shadow", text, faults) is { } endpoint && part is > 0
            ? new(endpoint, part.Value)
            : null;
    }

    private static (string Kind, string Value) Halves(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
    }

    private static bool IsToken(char it) => char.IsAsciiLetterOrDigit(it) || it is '-' or '_';
}
