using System.CommandLine;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests</c>: what test runners leave behind, and what it says of the tests.</summary>
internal static class TestsVerb
{
    public static Command Make(Host host) =>
        new("tests", "Read the reports of test runners, and judge failures from the history: flakes, regressions, outages.")
        {
            TestsReadVerb.Make(host),
            TestsJudgeVerb.Make(host),
            TestsNewVerb.Make(host),
            TestsRerunPlanVerb.Make(host),
            TestsFilterVerb.Make(host),
            TestsQuarantineVerb.Make(host),
            TestsPolicyVerb.Make(host),
            TestsVerdictsVerb.Make(host),
            TestsTopVerb.Make(host),
            TestsShowVerb.Make(host),
            TestsClustersVerb.Make(host),
            TestsPageVerb.Make(host),
            TestsImportVerb.Make(host),
            TestsExportVerb.Make(host),
            TestsForgetVerb.Make(host),
        };
}
