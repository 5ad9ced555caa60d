using System.Globalization;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>A real MariaDB with a copy that follows it, encrypted by an authority that only the tests trust.</summary>
public sealed class MysqlWorld : IAsyncLifetime
{
    private static readonly string[] Roles =
    [
        "CREATE DATABASE shop",
        "CREATE TABLE shop.orders (id int, note varchar(40))",
        "INSERT INTO shop.orders VALUES (1, '<a>&'), (2, NULL), (3, 'x')",
        "CREATE USER 'ops'@'%' IDENTIFIED BY 'p@ss ''w\"'",
        "GRANT ALL ON *.* TO 'ops'@'%'",
        "CREATE USER 'plain'@'%' IDENTIFIED BY 'plain'",
        "GRANT SELECT ON shop.* TO 'plain'@'%'",
    ];

    public TempFolder Folder { get; } = new();

    public MysqlServer Primary { get; private set; } = null!;

    public MysqlServer Replica { get; private set; } = null!;

    public string Url => Address(Primary);

    public string ReplicaUrl => Address(Replica);

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        using var authority = new Authority();
        var (certificate, key) = authority.Sign("localhost");
        Folder.Write("root.pem", authority.RootPem);
        Folder.Write("server.pem", certificate + authority.IntermediatePem);
        Folder.Write("server.key", key);
        var starting = new[]
        {
            Task.Run(
                () =>
                    MysqlServer.StartAsync(
                        ct,
                        "--server-id=1",
                        "--log-bin=log",
                        $"--ssl-cert={Folder["server.pem"]}",
                        $"--ssl-key={Folder["server.key"]}"
                    ),
                ct
            ),
            Task.Run(() => MysqlServer.StartAsync(ct, "--server-id=2", "--read-only=1"), ct),
        };
        (Primary, Replica) = (await starting[0], await starting[1]);
        await Primary.DoAsync(string.Join("; ", Roles), ct);
        await Replica.DoAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT={Primary.Port}, MASTER_USER='ops', MASTER_PASSWORD='p@ss ''w\"', MASTER_USE_GTID=no; START SLAVE"
            ),
            ct
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Replica.DisposeAsync();
        await Primary.DisposeAsync();
        Folder.Dispose();
    }

    private static string Address(MysqlServer server) =>
        string.Create(CultureInfo.InvariantCulture, $"mysql://ops:{Uri.EscapeDataString("p@ss 'w\"")}@127.0.0.1:{server.Port}/shop");
}
