using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql;

/// <summary>What a role may do.</summary>
internal sealed class RoleFact : PostgresFact
{
    private const string Query = """
        SELECT rolcanlogin AS login, rolsuper AS superuser, rolbypassrls AS bypass, rolcreatedb AS createdb, rolcreaterole AS createrole,
            rolreplication AS replication, coalesce(rolvaliduntil < now(), false) AS expired
        FROM pg_roles WHERE rolname = $1
        """;

    private const string Groups = """
        WITH RECURSIVE groups(id) AS (
            SELECT m.roleid FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = $1
            UNION SELECT m.roleid FROM pg_auth_members m JOIN groups g ON m.member = g.id)
        SELECT rolname::text AS name FROM pg_roles JOIN groups ON oid = id ORDER BY 1
        """;

    public override string Name => "role";

    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("role-name", Required: false, "For `role`: the role that must exist. Default: the role that asks."),
        new("login", Required: false, "For `role`: `yes` it must be able to log in, `no` it must not, `any` (default)."),
        new("superuser", Required: false, "For `role`: `no` (default) it must not be a superuser, `yes` it must, `any`."),
        new("member-of", Required: false, "For `role`: roles of which it must be a member, with commas between them."),
    ];

    public override PostgresLook Read(SettingReader settings)
    {
        var name = settings.Text("role-name");
        var login = settings.OneOf("login", "any", "yes", "no", "any");
        var superuser = settings.OneOf("superuser", "no", "yes", "no", "any");
        var groups = List(settings.Text("member-of"));
        return async (database, account, ct) =>
        {
            var role = string.IsNullOrWhiteSpace(name) ? database.Role : name;
            if (await database.FirstAsync(Query, ct, role) is not { } row)
            {
                account.Facts["role"] = new JsonObject { ["name"] = role, ["exists"] = false };
                account.Flaw($"there is no role {role}");
                return null;
            }

            var member = (await database.AskAsync(Groups, ct, role)).Select(it => it.Text("name")).ToList();
            Tell(role, row, member, account);
            Held($"the role {role}", "log in", login, row.Flag("login"), account);
            Held($"the role {role}", "do everything, as a superuser", superuser, row.Flag("superuser"), account);
            foreach (var group in groups.Where(it => !member.Contains(it)))
            {
                account.Flaw($"the role {role} is no member of {group}");
            }

            return row.Flag("login") is null || row.Flag("superuser") is null
                ? $"The database does not say what the role {role} may do."
                : null;
        };
    }

    private static void Tell(string role, PostgresRow row, List<string?> member, Account account)
    {
        account.Facts["role"] = new JsonObject
        {
            ["name"] = role,
            ["exists"] = true,
            ["login"] = row.Flag("login"),
            ["superuser"] = row.Flag("superuser"),
            ["bypassesRowSecurity"] = row.Flag("bypass"),
            ["createsDatabases"] = row.Flag("createdb"),
            ["createsRoles"] = row.Flag("createrole"),
            ["replication"] = row.Flag("replication"),
            ["expired"] = row.Flag("expired"),
            ["memberOf"] = new JsonArray([.. member.Select(it => (JsonNode?)it)]),
        };
        if (row.Flag("expired") == true)
        {
            account.Flaw($"the password of the role {role} is no longer valid");
        }
    }

    private static void Held(string who, string what, string wanted, bool? may, Account account)
    {
        if (wanted == "yes" && may == false)
        {
            account.Flaw($"{who} may not {what}");
        }
        else if (wanted == "no" && may == true)
        {
            account.Flaw($"{who} may {what}");
        }
    }
}
