using System.Globalization;
using Slipway.Checks.Http;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Refused;

/// <summary>What must be refused, and what counts as a refusal.</summary>
internal sealed record RefusedSpec
{
    private const int MostAddresses = 50;
    private static readonly char[] Between = [',', ' ', '\t', '\r', '\n'];

    public required IReadOnlyList<Uri> Urls { get; init; }

    public required string Method { get; init; }

    public required Credentials Shown { get; init; }

    /// <summary>What the control shows; null without one.</summary>
    public required Credentials? Control { get; init; }

    public required IReadOnlySet<int> Statuses { get; init; }

    /// <summary>Address or path of the sign-in page, without a slash at its end; null where no redirect refuses.</summary>
    public required string? SignIn { get; init; }

    public required IReadOnlyList<string> Forbidden { get; init; }

    /// <summary>Where the credentials that are refused are let in; null where nobody says it.</summary>
    public required Uri? LiveAt { get; init; }

    public TimeSpan Limit { get; init; }

    /// <summary>A request that only asks may be made once more.</summary>
    public bool OnlyAsks => Method is "GET" or "HEAD";

    public static RefusedSpec Of(SettingReader settings)
    {
        var shown = Credentials.Of(settings);
        var spec = new RefusedSpec
        {
            Urls = [.. Listed(settings.Text("url") ?? "").Select(it => Address(settings, it)).Distinct()],
            Method = MethodOf(settings, shown.Body is null ? "GET" : "POST"),
            Shown = shown,
            Control = ControlOf(settings, shown),
            Statuses = StatusesOf(settings),
            SignIn = settings.Text("sign-in")?.TrimEnd('/'),
            Forbidden =
            [
                .. (settings.Text("must-not-contain") ?? "").Split(
                    ',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                ),
            ],
            LiveAt = settings.Text("live-at") is { } live ? Address(settings, live) : null,
            Limit = settings.Here.Limit,
        };
        spec.Fit(settings);
        return spec;
    }

    /// <summary>What would pass for the wrong reason is a fault.</summary>
    private void Fit(SettingReader settings)
    {
        if (Urls.Count is 0 or > MostAddresses)
        {
            settings.Fault($"refused: url names 1 to {MostAddresses} addresses, not {Urls.Count}.");
        }

        if (Forbidden.Count == 0 && settings.Raw("must-not-contain") is not null)
        {
            settings.Fault("refused: must-not-contain names nothing.");
        }

        if (Control is null && (Statuses.Contains(404) || Statuses.Contains(410)))
        {
            settings.Fault(
                "refused: 404 and 410 are also what an address without anything answers; a control (control.*) must show that something is there."
            );
        }

        if (LiveAt is not null && Shown.Headers.Count == 0)
        {
            settings.Fault("refused: live-at proves credentials; give some by header.* or user.");
        }

        if (SignIn is not null && (SignIn.Length == 0 || Urls.Any(it => Refusal.IsAt(it, SignIn, it))))
        {
            settings.Fault("refused: sign-in covers the address that is asked itself, so every redirect there would count.");
        }
    }

    private static Uri Address(SettingReader settings, string text)
    {
        var url = Addresses.Of(settings, text, "refused");
        if (url.UserInfo.Length > 0)
        {
            settings.Fault("refused: an address holds a user or a password, which would not be sent; give them as user and password.");
        }

        return url;
    }

    private static string MethodOf(SettingReader settings, string otherwise)
    {
        var method = (settings.Text("method") ?? otherwise).ToUpperInvariant();
        if (method.Length is 0 or > 20 || !method.All(char.IsAsciiLetter))
        {
            settings.Fault("refused: method is a word such as GET.");
        }

        return method;
    }

    private static Credentials? ControlOf(SettingReader settings, Credentials shown)
    {
        var own = Credentials.Of(settings, "control.");
        if (own.Headers.Count == 0 && own.Body is null)
        {
            return null;
        }

        var control = own.Over(shown);
        if (control.Same(shown))
        {
            settings.Fault("refused: the control shows what the request shows; it must show what is let in.");
        }

        return control;
    }

    private static HashSet<int> StatusesOf(SettingReader settings)
    {
        var statuses = new HashSet<int>();
        foreach (var word in Listed(settings.Text("statuses") ?? "401,403").DefaultIfEmpty(""))
        {
            if (
                int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                && status is >= 400 and <= 499 and not (407 or 408 or 425 or 429)
            )
            {
                statuses.Add(status);
            }
            else
            {
                settings.Fault(
                    "refused: statuses are numbers from 400 to 499; 407, 408, 425 and 429 refuse nobody, they say where or when."
                );
            }
        }

        return statuses;
    }

    private static string[] Listed(string text) => text.Split(Between, StringSplitOptions.RemoveEmptyEntries);
}
