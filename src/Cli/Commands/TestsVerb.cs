using System.CommandLine;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests</c>: what test runners leave behind.</summary>
internal static class TestsVerb
{
    public static Command Make(Host host) => new("tests", "Read the reports that test runners leave behind.") { TestsReadVerb.Make(host) };
}
