using System.CommandLine;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests</c>: what is known of the tests.</summary>
internal static class TestsVerb
{
    public static Command Make(Host host) =>
        new("tests", "Judge the failures of tests from their history: flakes, regressions, outages.")
        {
            TestsVerdictsVerb.Make(host),
            TestsShowVerb.Make(host),
            TestsImportVerb.Make(host),
            TestsExportVerb.Make(host),
            TestsForgetVerb.Make(host),
        };
}
