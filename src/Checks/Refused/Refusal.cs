using Slipway.Platform;

namespace Slipway.Checks.Refused;

/// <summary>What an answer says of the one who asked.</summary>
internal enum Admittance
{
    /// <summary>It says neither: nobody answered, or with something that keeps out everybody.</summary>
    Unclear = 0,

    /// <summary>It refuses.</summary>
    Refused = 1,

    /// <summary>It lets in.</summary>
    LetIn = 2,
}

/// <summary>One answer, and what it says.</summary>
/// <param name="Says">What it says.</param>
/// <param name="Words">The answer for people: a status, or why there was none.</param>
internal sealed record Refusal(Admittance Says, string Words)
{
    public static Refusal Of(HttpOutcome outcome, RefusedSpec demand) =>
        outcome.Match(it => Of(it, demand), none => new(Admittance.Unclear, none.Why.TrimEnd('.')));

    /// <summary>Whether an address is that of a page, or lies under it. A page that is a path is one of the host that was asked.</summary>
    public static bool IsAt(Uri address, string page, Uri asked) =>
        Uri.TryCreate(asked, page, out var whole)
        && Uri.Compare(address, whole, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
        && $"{address.AbsolutePath.TrimEnd('/')}/".StartsWith($"{whole.AbsolutePath.TrimEnd('/')}/", StringComparison.Ordinal);

    private static Refusal Of(HttpOutcome.Answer answer, RefusedSpec demand) =>
        answer switch
        {
            { Status: >= 200 and < 300 } => new(Admittance.LetIn, $"status {answer.Status}"),
            { Truncated: true } => new(Admittance.Unclear, $"status {answer.Status} and more than 1 MiB, which was not read to its end"),
            { Status: 301 or 302 or 303 or 307 or 308 } => Redirect(answer, demand),
            _ when demand.Statuses.Contains(answer.Status) => new(Admittance.Refused, $"status {answer.Status}"),
            { Status: 404 or 410 } => new(
                Admittance.Unclear,
                $"status {answer.Status}, which says that nothing is there; if that is how it refuses, say statuses=401,403,{answer.Status} and give a control"
            ),
            _ => new(Admittance.Unclear, $"status {answer.Status}, which does not say who may come in"),
        };

    private static Refusal Redirect(HttpOutcome.Answer answer, RefusedSpec demand)
    {
        if (!answer.Headers.TryGetValue("Location", out var text) || !Uri.TryCreate(answer.Url, text, out var to))
        {
            return new(Admittance.Unclear, $"status {answer.Status}, a redirect to nowhere");
        }

        var place = Place(to);
        return demand.SignIn is { } page && IsAt(to, page, answer.Url)
            ? new(Admittance.Refused, $"status {answer.Status}, a redirect to {place}")
            : new(
                Admittance.Unclear,
                $"status {answer.Status}, a redirect to {place}; ask that address, or say sign-in if that is where who is refused is sent"
            );
    }

    /// <summary>Without user, password and query, which may hold secrets.</summary>
    public static string Place(Uri url) =>
        url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) is var place && place.Length <= 200
            ? place
            : $"{place[..199]}…";
}
