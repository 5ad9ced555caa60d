using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Mysql;

/// <summary>What is wrong with a MySQL or MariaDB: what its own status says. Only questions that read are asked.</summary>
internal sealed class MysqlCheck : ICheck
{
    public string Kind => "mysql";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "fact",
            Required: false,
            "What is asked, one or several with commas between them: `server`, `connections`, `replication`, `slow`. Default `server,connections`."
        ),
        new(
            "url",
            Required: false,
            "`mysql://user:password@host[:port]/[database]`; `?ssl-ca=FILE` encrypts and checks the certificate, `?socket=PATH` goes by a socket. Default: the environment's source of this kind."
        ),
        new("source", Required: false, "Name of a source of the environment, where it has several of this kind."),
        new(
            "acts-as",
            Required: false,
            "For `server`: what it must be: `primary` (it takes writes), `replica` (it takes none) or `any` (default)."
        ),
        new("up-for", Required: false, "For `server`: shortest time that it must have been up, for instance `10m` after a change."),
        new(
            "most-connections",
            Required: false,
            "For `connections`: highest share of the allowed connections that may be taken, in per cent. Default 80; 1 to 100."
        ),
        new("most-lag", Required: false, "For `replication`, asked of a replica: longest time that it may be behind. Default `30s`."),
        new("longest", Required: false, "For `slow`: longest time that a statement may have been running. Default `1m`."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var facts = MysqlFacts.Of(settings);
        var address = MysqlAddress.Read(settings, "mysql", settings.Address("url", "mysql"));
        settings.Check();
        var client = new MysqlClient(settings, address ?? throw new SettingException("mysql: the address is empty."));
        var account = new Account();
        foreach (var fact in facts.Asked)
        {
            await facts.TellAsync(fact, client, account, ct);
        }

        account.Value = facts.Asked.Count == 1 ? account.Value : null;
        return account.Seen();
    }
}
