using Slipway.Checks.Backup;
using Slipway.Checks.Change;
using Slipway.Checks.ChangeLog;
using Slipway.Checks.Command;
using Slipway.Checks.Config;
using Slipway.Checks.Coverage;
using Slipway.Checks.Env;
using Slipway.Checks.Files;
using Slipway.Checks.Git;
using Slipway.Checks.Headers;
using Slipway.Checks.Http;
using Slipway.Checks.Links;
using Slipway.Checks.Logs;
using Slipway.Checks.Machine;
using Slipway.Checks.Names;
using Slipway.Checks.Postgresql;
using Slipway.Checks.Prometheus;
using Slipway.Checks.Redis;
using Slipway.Checks.Registry;
using Slipway.Checks.RestoreDrill;
using Slipway.Checks.Scans;
using Slipway.Checks.Secrets;
using Slipway.Checks.Smtp;
using Slipway.Checks.Sql;
using Slipway.Checks.Tcp;
using Slipway.Checks.TestResults;
using Slipway.Checks.Tls;
using Slipway.Checks.Versions;

namespace Slipway.Checks;

/// <summary>The kinds of checks there are: one line each.</summary>
public static class CheckKinds
{
    /// <summary>Every kind, by its stored name.</summary>
    public static IReadOnlyDictionary<string, ICheck> All { get; } =
        new ICheck[]
        {
            new BackupCheck(),
            new ChangeCheck(),
            new ChangeLogCheck(),
            new CommandCheck(),
            new ConfigCheck(),
            new CoverageCheck(),
            new DnsCheck(),
            new EnvCheck(),
            new FileCheck(),
            new FlowCheck(),
            new GitCheck(),
            new HeadersCheck(),
            new HttpCheck(),
            new LinksCheck(),
            new LogCheck(),
            new MachineCheck(),
            new PostgresqlCheck(),
            new PrometheusCheck(),
            new RedisCheck(),
            new RegistryCheck(),
            new RestoreDrillCheck(),
            new ScanCheck(),
            new SecretsCheck(),
            new SmtpCheck(),
            new SqlCheck(),
            new TcpCheck(),
            new TestsCheck(),
            new TlsCheck(),
            new VersionCheck(),
        }.ToDictionary(it => it.Kind, StringComparer.Ordinal);
}
