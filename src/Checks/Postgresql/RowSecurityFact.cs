using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql;

/// <summary>Tables of a schema whose rows every role may see that may see the table.</summary>
internal sealed class RowSecurityFact : PostgresFact
{
    private const string Query = """
        SELECT c.relname::text AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
            (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') ORDER BY 1
        """;

    public override string Name => "row-security";

    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "schema",
            Required: false,
            "For `row-security` and `migrations`: the schema. Default `public`; for `migrations` wherever the table is."
        ),
        new("except", Required: false, "For `row-security`: tables that need none, with commas between them."),
        new("forced", Required: false, "For `row-security`: `yes` the owner of a table must be bound too, `no` (default)."),
    ];

    public override PostgresLook Read(SettingReader settings)
    {
        var schema = settings.Text("schema") is { Length: > 0 } given ? given : "public";
        var except = List(settings.Text("except"));
        var forced = settings.OneOf("forced", "no", "yes", "no") == "yes";
        return async (database, account, ct) =>
        {
            var rows = await database.AskAsync(Query, ct, schema);
            var judged = rows.Where(it => !except.Contains(it.Text("name") ?? "")).ToList();
            if (judged.Count == 0)
            {
                return $"The schema {schema} has no tables{(rows.Count > 0 ? " but those that are excepted" : "")}.";
            }

            Tell(schema, judged, forced, account);
            return null;
        };
    }

    private static void Tell(string schema, List<PostgresRow> rows, bool forced, Account account)
    {
        var open = rows.Where(it => it.Flag("enabled") != true).ToList();
        var owner = rows.Where(it => it.Flag("enabled") == true && it.Flag("forced") != true).ToList();
        account.Value = new(open.Count, "");
        account.Facts["rowSecurity"] = new JsonObject
        {
            ["schema"] = schema,
            ["tables"] = rows.Count,
            ["without"] = open.Count,
            ["notForced"] = owner.Count,
            ["withoutPolicy"] = rows.Count(it => it.Flag("enabled") == true && it.Whole("policies") == 0),
            ["policies"] = rows.Sum(it => it.Whole("policies") ?? 0),
        };
        foreach (var row in open.Take(100))
        {
            var idle = row.Whole("policies") > 0 ? $"; its {row.Whole("policies")} policies do nothing" : "";
            account.Flaw($"row security is not enabled on {schema}.{row.Text("name")}{idle}");
        }

        foreach (var row in forced ? owner.Take(100) : [])
        {
            account.Flaw($"row security does not bind the owner of {schema}.{row.Text("name")} (it is not forced)");
        }
    }
}
