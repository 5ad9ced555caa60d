using Slipway.Checks.Looks;

namespace Slipway.Checks.Http;

/// <summary>Makes addresses whole.</summary>
internal static class Addresses
{
    private static readonly Uri Nowhere = new("http://nowhere.invalid/");

    /// <summary>An absolute address, or a path behind the base URL (also behind its path).</summary>
    public static Uri Of(SettingReader settings, string url, string kind = "http")
    {
        if (url.Length == 0)
        {
            settings.Fault(kind == "http" ? "http needs the setting url (or flow)." : $"{kind} needs the setting url.");
            return Nowhere;
        }

        if (url.Contains("://", StringComparison.Ordinal))
        {
            if (Uri.TryCreate(url, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https")
            {
                return whole;
            }

            settings.Fault($"{kind}: url is no http or https address.");
            return Nowhere;
        }

        if (settings.Here.BaseUrl is not { } start)
        {
            settings.Fault($"{kind}: url is a path, and the environment names no base URL (baseUrl) to append it to.");
            return Nowhere;
        }

        return Uri.TryCreate($"{start.AbsoluteUri.TrimEnd('/')}/{url.TrimStart('/')}", UriKind.Absolute, out var joined) ? joined : Nowhere;
    }
}
