using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Names;

/// <summary>What the resolvers said, held against what is wanted and against each other.</summary>
internal static class Agreement
{
    private const int MostTold = 50;
    private const int MostToldEach = 20;

    public static void Tell(DnsQuestion question, WantedRecords wanted, IReadOnlyList<DnsAnswer> answers, Account account)
    {
        var common = answers.GroupBy(Key, StringComparer.Ordinal).MaxBy(it => it.Count())!.First();
        var ttl = answers.Max(it => it.TtlSeconds);
        account.Facts["name"] = question.Name;
        account.Facts["type"] = question.Type.Shown();
        account.Facts["exists"] = common.Exists;
        account.Facts["records"] = List(common.Records, MostTold);
        account.Facts["aliases"] = List(common.Aliases, MostTold);
        account.Facts["ttlSeconds"] = ttl;
        account.Facts["agree"] = answers.All(it => Key(it) == Key(common));
        account.Facts["proved"] = answers.All(it => it.Proved);
        account.Facts["resolvers"] = new JsonArray([.. answers.Select(it => (JsonNode)Shape(it))]);
        account.Counts["records"] = common.Records.Count;
        account.Value = ttl is { } seconds ? new Quantity(seconds, "s") : null;
        foreach (var answer in answers)
        {
            if (Fault(question, wanted, answer, common) is { } fault)
            {
                account.Flaw(fault);
            }

            TellMore(wanted, answer, account);
        }
    }

    private static string? Fault(DnsQuestion question, WantedRecords wanted, DnsAnswer answer, DnsAnswer common)
    {
        var place = $"{question.Name} {question.Type.Shown()}";
        if (wanted.Records is { } records)
        {
            var met =
                wanted.AmongOthers && records.Count > 0
                    ? records.All(it => answer.Records.Contains(it, StringComparer.Ordinal))
                    : records.SequenceEqual(answer.Records, StringComparer.Ordinal);
            return met ? null : $"{answer.Resolver} answers {Said(answer)} for {place}; wanted is {Said(records)}";
        }

        if (answer.Records.Count == 0)
        {
            return $"{answer.Resolver} answers {Said(answer)} for {place}";
        }

        return Key(answer) == Key(common)
            ? null
            : $"{answer.Resolver} answers {Said(answer)} for {place}; most others answer {Said(common)}";
    }

    private static void TellMore(WantedRecords wanted, DnsAnswer answer, Account account)
    {
        if (wanted.MostTtl is { } most && answer.TtlSeconds > most.TotalSeconds)
        {
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"what {answer.Resolver} answers may be kept for {answer.TtlSeconds} s; wanted are at most {most.TotalSeconds:0} s"
                )
            );
        }

        if (wanted.Proved && !answer.Proved)
        {
            account.Flaw($"{answer.Resolver} does not say that it proved the answer (DNSSEC)");
        }
    }

    private static JsonObject Shape(DnsAnswer answer) =>
        new()
        {
            ["resolver"] = answer.Resolver,
            ["exists"] = answer.Exists,
            ["records"] = List(answer.Records, MostToldEach),
            ["ttlSeconds"] = answer.TtlSeconds,
            ["proved"] = answer.Proved,
        };

    /// <summary>Two answers agree when this is the same.</summary>
    private static string Key(DnsAnswer answer) => $"{answer.Exists}\n{string.Join('\n', answer.Records)}";

    private static JsonArray List(IReadOnlyList<string> records, int most) =>
        new([.. records.Take(most).Select(it => (JsonNode?)Short(it, 20_000 / most))]);

    private static string Said(DnsAnswer answer) => answer.Exists ? Said(answer.Records) : "that there is no such name (NXDOMAIN)";

    private static string Said(IReadOnlyList<string> records) =>
        records.Count switch
        {
            0 => "no record",
            <= 5 => string.Join(", ", records.Select(it => $"'{Short(it, 120)}'")),
            _ => $"{string.Join(", ", records.Take(5).Select(it => $"'{Short(it, 120)}'"))} and {records.Count - 5} more",
        };

    private static string Short(string text, int most) => text.Length <= most ? text : $"{text[..(most - 1)]}…";
}
