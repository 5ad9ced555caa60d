using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Slipway.Cli;

/// <summary>Which Slipway this is: the version, and the commit it was built from.</summary>
internal static class Version
{
    private const int CommitDigits = 12;

    /// <summary>As <c>0.1.0+0123456789ab</c>; without the commit where the build did not know it.</summary>
    public static string Text { get; } =
        Short(typeof(Version).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    /// <summary>Makes <c>--version</c> of a program say it.</summary>
    public static void AddTo(RootCommand root, Host host)
    {
        var option = root.Options.OfType<VersionOption>().Single();
        option.Description = "Print the version and the commit it was built from.";
        option.Action = new Print(host);
    }

    private static string Short(string full)
    {
        var plus = full.IndexOf('+', StringComparison.Ordinal);
        return plus >= 0 && full.Length > plus + 1 + CommitDigits ? full[..(plus + 1 + CommitDigits)] : full;
    }

    private sealed class Print(Host host) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            host.Out.WriteLine($"slipway {Text}");
            return ExitCodes.Go;
        }
    }
}
