using System.Collections;
using System.Text;
using Slipway.Cli.Output;
using Slipway.Cli.Terminal;
using Slipway.Cli.Terminal.Talk;

namespace Slipway.Cli;

/// <summary>
/// Everything that the verbs take from the process: the streams, the environment, the clock. Data goes to <see cref="Out"/>,
/// talk to <see cref="Err"/>.
/// </summary>
internal sealed record Host
{
    public required TextWriter Out { get; init; }

    /// <summary><see cref="Out"/> for text that people read: plain, and in the log of GitHub Actions no command to its runner.</summary>
    public TextWriter OutForPeople => new PlainWriter(TalkChoice.IsGitHub(Environment) ? new HarmlessWriter(Out) : Out);

    /// <summary>Talk is plain: nothing that it repeats from a document or a command steers the terminal.</summary>
    public required TextWriter Err { get; init; }

    /// <summary>The stream behind <see cref="Err"/>, for what is coloured here.</summary>
    public required TextWriter Coloured { get; init; }

    /// <summary>Standard input, opened when it is asked for: opening it sets up the terminal, and most verbs read none.</summary>
    public required Func<TextReader> In { get; init; }

    /// <summary>Standard input as bytes, for verbs that read millions of lines.</summary>
    public required Func<Stream> InBytes { get; init; }

    public required string Directory { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Whether a person can be asked: input and talk are both a terminal.</summary>
    public required bool Interactive { get; init; }

    /// <summary>Whether talk goes to a terminal.</summary>
    public required bool TalkIsTerminal { get; init; }

    /// <summary>Whether talk may be coloured.</summary>
    public required bool Colour { get; init; }

    /// <summary>Whether data may be coloured: it goes to a terminal that can.</summary>
    public required bool ColourOut { get; init; }

    /// <summary>Columns for running text on <see cref="Out"/>: those of the terminal, 100 at the most; 80 elsewhere.</summary>
    public int Width => WidthOf(Environment);

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
        var github = TalkChoice.IsGitHub(environment);
        var talk = new LenientWriter(Console.Error);
        return new()
        {
            Out = Console.IsOutputRedirected ? Data() : new LenientWriter(Data()),
            Err = new PlainWriter(github ? new HarmlessWriter(talk) : talk),
            Coloured = talk,
            In = () => Console.In,
            InBytes = Console.OpenStandardInput,
            Directory = System.Environment.CurrentDirectory,
            Clock = TimeProvider.System,
            Interactive = !Console.IsInputRedirected && !Console.IsErrorRedirected && !environment.ContainsKey("CI"),
            TalkIsTerminal = !Console.IsErrorRedirected,
            Colour = TalkChoice.Coloured(environment, !Console.IsErrorRedirected),
            ColourOut = TalkChoice.Coloured(environment, !Console.IsOutputRedirected),
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

    private static int WidthOf(IReadOnlyDictionary<string, string> environment)
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
