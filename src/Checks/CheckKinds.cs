using Slipway.Checks.Command;
using Slipway.Checks.Config;
using Slipway.Checks.Coverage;
using Slipway.Checks.Env;
using Slipway.Checks.Files;
using Slipway.Checks.Git;
using Slipway.Checks.Http;
using Slipway.Checks.Logs;
using Slipway.Checks.Machine;
using Slipway.Checks.Scans;
using Slipway.Checks.Sql;
using Slipway.Checks.Tcp;
using Slipway.Checks.TestResults;
using Slipway.Checks.Versions;

namespace Slipway.Checks;

/// <summary>The kinds of checks there are: one line each.</summary>
public static class CheckKinds
{
    /// <summary>Every kind, by its stored name.</summary>
    public static IReadOnlyDictionary<string, ICheck> All { get; } =
        new ICheck[]
        {
            new CommandCheck(),
            new ConfigCheck(),
            new CoverageCheck(),
            new EnvCheck(),
            new FileCheck(),
            new FlowCheck(),
            new GitCheck(),
            new HttpCheck(),
            new LogCheck(),
            new MachineCheck(),
            new ScanCheck(),
            new SqlCheck(),
            new TcpCheck(),
            new TestsCheck(),
            new VersionCheck(),
        }.ToDictionary(it => it.Kind, StringComparer.Ordinal);
}
