using System.Collections;
using System.Text;
using Slipway.Cli.Output;

namespace Slipway.Cli;

/// <summary>
/// Everything that the verbs take from the process: the streams, the environment, the clock. Data goes to <see cref="Out"/>,
/// talk to <see cref="Err"/>.
/// </summary>
internal sealed record Host
{
    public required TextWriter Out { get; init; }

    /// <summary>Talk is plain: nothing that it repeats from a document or a command steers the terminal.</summary>
    public required TextWriter Err { get; init; }

    /// <summary>The stream behind <see cref="Err"/>, for what is coloured here.</summary>
    public required TextWriter Coloured { get; init; }

    public required TextReader In { get; init; }

    public required string Directory { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Whether a person can be asked: input and talk are both a terminal.</summary>
    public required bool Interactive { get; init; }

    /// <summary>Whether talk may be coloured.</summary>
    public required bool Colour { get; init; }

    /// <summary>Whether data may be coloured: it goes to a terminal that can.</summary>
    public required bool ColourOut { get; init; }

    /// <summary>Columns for running text on <see cref="Out"/>: those of the terminal, 100 at the most; 80 elsewhere.</summary>
    public required int Width { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required string UserName { get; init; }

    public required string Machine { get; init; }

    /// <summary>The one place that reads the process's surroundings.</summary>
    public static Host OfProcess()
    {
#pragma warning disable RS0030 // The host is where the environment is read; everything below gets it handed in.
        var environment = System
            .Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(it => (string)it.Key, it => (string?)it.Value ?? "", StringComparer.Ordinal);
#pragma warning restore RS0030
        return new()
        {
            Out = Data(),
            Err = new PlainWriter(Console.Error),
            Coloured = Console.Error,
            In = Console.In,
            Directory = System.Environment.CurrentDirectory,
            Clock = TimeProvider.System,
            Interactive = !Console.IsInputRedirected && !Console.IsErrorRedirected && !environment.ContainsKey("CI"),
            Colour = !Console.IsErrorRedirected && !environment.ContainsKey("NO_COLOR") && environment.GetValueOrDefault("TERM") != "dumb",
            ColourOut =
                !Console.IsOutputRedirected && !environment.ContainsKey("NO_COLOR") && environment.GetValueOrDefault("TERM") != "dumb",
            Width = WidthOf(environment),
            Environment = environment,
            UserName = System.Environment.UserName,
            Machine = System.Environment.MachineName,
        };
    }

    /// <summary>Standard output, in one write for many lines: whoever ends the process flushes it (<see cref="Commands.Verbs"/>).</summary>
    private static StreamWriter Data() =>
        new(
            Console.OpenStandardOutput(),
            Console.IsOutputRedirected ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : Console.OutputEncoding,
            bufferSize: 32 * 1024
        );

    private static int WidthOf(Dictionary<string, string> environment)
    {
        if (int.TryParse(environment.GetValueOrDefault("COLUMNS"), out var columns) && columns > 0)
        {
            return Math.Min(columns, 100);
        }

        return !Console.IsOutputRedirected && Console.WindowWidth is var shown and > 0 ? Math.Min(shown, 100) : 80;
    }

    /// <summary>A path of the command line, made absolute.</summary>
    public string Full(string path) => Path.GetFullPath(path, Directory);
}
