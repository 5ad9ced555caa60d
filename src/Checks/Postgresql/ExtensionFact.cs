using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql;

/// <summary>Whether extensions are installed in the database, in the right version.</summary>
internal sealed class ExtensionFact : PostgresFact
{
    private const string Query = """
        SELECT a.name::text AS name, a.default_version AS offered, e.extversion AS installed
        FROM pg_available_extensions a FULL JOIN pg_extension e ON e.extname = a.name WHERE coalesce(a.name, e.extname) = $1
        """;

    public override string Name => "extension";

    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "extension",
            Required: false,
            "For `extension`: names that must be installed, with commas between them; `pg_trgm@1.6` demands a version."
        ),
    ];

    public override PostgresLook Read(SettingReader settings)
    {
        var wanted = List(settings.Text("extension")).Take(100).ToList();
        if (wanted.Count == 0)
        {
            settings.Fault("postgresql: the fact extension needs the setting extension, for instance extension=pg_trgm.");
        }

        return async (database, account, ct) =>
        {
            var facts = new JsonObject();
            account.Facts["extension"] = facts;
            foreach (var one in wanted)
            {
                var (name, version) = one.Split('@', 2) is [var left, var right] ? (left, right) : (one, null);
                Tell(name, version, await database.FirstAsync(Query, ct, name), facts, account);
            }

            return null;
        };
    }

    private static void Tell(string name, string? version, PostgresRow? row, JsonObject facts, Account account)
    {
        var installed = row?.Text("installed");
        facts[name] = new JsonObject { ["installed"] = installed, ["offered"] = row?.Text("offered") };
        if (installed is null)
        {
            account.Flaw(
                row is null
                    ? $"the extension {name} is not installed in this database, and the server does not offer it"
                    : $"the extension {name} is not installed in this database; the server offers {row.Text("offered")}"
            );
        }
        else if (version is not null && installed != version)
        {
            account.Flaw($"the extension {name} is installed in version {installed}, not {version}");
        }
    }
}
