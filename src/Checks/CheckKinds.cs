using Slipway.Checks.Backup;
using Slipway.Checks.Command;
using Slipway.Checks.Config;
using Slipway.Checks.Env;
using Slipway.Checks.Files;
using Slipway.Checks.Git;
using Slipway.Checks.Http;
using Slipway.Checks.Postgresql;
using Slipway.Checks.Redis;
using Slipway.Checks.RestoreDrill;
using Slipway.Checks.Sql;
using Slipway.Checks.Tcp;

namespace Slipway.Checks;

/// <summary>The kinds of checks there are: one line each.</summary>
public static class CheckKinds
{
    /// <summary>Every kind, by its stored name.</summary>
    public static IReadOnlyDictionary<string, ICheck> All { get; } =
        new ICheck[]
        {
            new BackupCheck(),
            new CommandCheck(),
            new ConfigCheck(),
            new EnvCheck(),
            new FileCheck(),
            new FlowCheck(),
            new GitCheck(),
            new HttpCheck(),
            new PostgresqlCheck(),
            new RedisCheck(),
            new RestoreDrillCheck(),
            new SqlCheck(),
            new TcpCheck(),
        }.ToDictionary(it => it.Kind, StringComparer.Ordinal);
}
