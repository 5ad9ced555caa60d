using Slipway.Runs.Tests;
using Slipway.Runs.Tests.Crashing;

// The test program, or, told so by a variable, one process of a go-live that is going to be killed.
#pragma warning disable RS0030 // A test program is its own host.
var told = Environment.GetEnvironmentVariable(Victim.Variable);
#pragma warning restore RS0030
return told is not null ? await Victim.LiveAsync(told)
    : args.Any(it => it is "--server" or "--internal-msbuild-node")
        ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
            args,
            SelfRegisteredExtensions.AddSelfRegisteredExtensions
        )
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
