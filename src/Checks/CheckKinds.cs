using Slipway.Checks.AlertDrill;
using Slipway.Checks.Alertmanager;
using Slipway.Checks.Backends;
using Slipway.Checks.Backup;
using Slipway.Checks.Browsers;
using Slipway.Checks.Change;
using Slipway.Checks.ChangeLog;
using Slipway.Checks.Command;
using Slipway.Checks.Config;
using Slipway.Checks.Coverage;
using Slipway.Checks.Env;
using Slipway.Checks.Files;
using Slipway.Checks.Git;
using Slipway.Checks.Grpc;
using Slipway.Checks.Headers;
using Slipway.Checks.Http;
using Slipway.Checks.Links;
using Slipway.Checks.Load;
using Slipway.Checks.LoadReports;
using Slipway.Checks.Logs;
using Slipway.Checks.Machine;
using Slipway.Checks.Mysql;
using Slipway.Checks.Names;
using Slipway.Checks.ObjectStores;
using Slipway.Checks.OwnPrograms;
using Slipway.Checks.Postgresql;
using Slipway.Checks.Prometheus;
using Slipway.Checks.Queues;
using Slipway.Checks.RateLimits;
using Slipway.Checks.Redis;
using Slipway.Checks.Refused;
using Slipway.Checks.Registry;
using Slipway.Checks.RestoreDrill;
using Slipway.Checks.Scans;
using Slipway.Checks.Secrets;
using Slipway.Checks.ServerEvents;
using Slipway.Checks.Services;
using Slipway.Checks.Smtp;
using Slipway.Checks.Sql;
using Slipway.Checks.Tcp;
using Slipway.Checks.TestResults;
using Slipway.Checks.Tls;
using Slipway.Checks.Udp;
using Slipway.Checks.Versions;
using Slipway.Checks.WaysBack;
using Slipway.Checks.WebSockets;

namespace Slipway.Checks;

/// <summary>The kinds of checks there are: one line each.</summary>
public static class CheckKinds
{
    /// <summary>Every kind, by its stored name.</summary>
    public static IReadOnlyDictionary<string, ICheck> All { get; } =
        new ICheck[]
        {
            new AlertDrillCheck(),
            new AlertmanagerCheck(),
            new BackendsCheck(),
            new BackupCheck(),
            new BrowserCheck(),
            new ChangeCheck(),
            new ChangeLogCheck(),
            new CommandCheck(),
            new ConfigCheck(),
            new CoverageCheck(),
            new DnsCheck(),
            new EnvCheck(),
            new EventsCheck(),
            new FileCheck(),
            new FlowCheck(),
            new GitCheck(),
            new GrpcCheck(),
            new HeadersCheck(),
            new HttpCheck(),
            new LinksCheck(),
            new LoadCheck(),
            new LoadReportCheck(),
            new LogCheck(),
            new MachineCheck(),
            new MysqlCheck(),
            new PostgresqlCheck(),
            new ProgramCheck(),
            new PrometheusCheck(),
            new QueueCheck(),
            new RateLimitCheck(),
            new RedisCheck(),
            new RefusedCheck(),
            new RegistryCheck(),
            new RestoreDrillCheck(),
            new S3Check(),
            new ScanCheck(),
            new SecretsCheck(),
            new ServiceCheck(),
            new SmtpCheck(),
            new SqlCheck(),
            new TcpCheck(),
            new TestsCheck(),
            new TlsCheck(),
            new UdpCheck(),
            new VersionCheck(),
            new WayBackCheck(),
            new WebSocketCheck(),
        }.ToDictionary(it => it.Kind, StringComparer.Ordinal);
}
