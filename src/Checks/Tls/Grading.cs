using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Tls;

/// <summary>One grade from the facts; the rules stand in the guide of the kind.</summary>
internal static class Grading
{
    /// <summary>Days that a promise of https must last for the best grade.</summary>
    private const double LongPromise = 180;

    public static void Tell(Account account)
    {
        var reasons = Reasons(account.Facts).ToList();
        var worst = reasons.Select(it => it.Grade).DefaultIfEmpty("A+").MaxBy(it => it[0])!;
        account.Grade = worst;
        account.Facts["grade"] = worst;
        account.Facts["gradeReasons"] = new JsonArray([.. reasons.Where(it => it.Grade[0] == worst[0]).Select(it => (JsonNode?)it.Why)]);
    }

    private static IEnumerable<(string Grade, string Why)> Reasons(JsonObject facts)
    {
        if (!Is(facts["trusted"]))
        {
            yield return ("F", "the chain is not trusted");
        }

        if (!Is(facts["nameCovered"]))
        {
            yield return ("F", "the name is not covered");
        }

        if (Is(facts["expired"]))
        {
            yield return ("F", "a certificate is not valid now");
        }

        if (Is(facts["weak"]))
        {
            yield return ("C", "a key or signature is weak");
        }

        if (Is(facts["versions"]?["tls10"]) || Is(facts["versions"]?["tls11"]))
        {
            yield return ("B", "TLS 1.0 or 1.1 is accepted");
        }

        if (!Is(facts["versions"]?["tls13"]))
        {
            yield return ("A", "TLS 1.3 is not accepted");
        }

        if (!((double?)facts["hsts"]?["maxAgeDays"] >= LongPromise))
        {
            yield return ("A", "no promise of https for 180 days or more was seen");
        }
    }

    private static bool Is(JsonNode? fact) => fact?.GetValueKind() == System.Text.Json.JsonValueKind.True;
}
