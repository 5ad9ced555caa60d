using System.Collections;
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

    public required string Directory { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Whether a person can be asked: input and talk are both a terminal.</summary>
    public required bool Interactive { get; init; }

    /// <summary>Whether talk goes to a terminal.</summary>
    public required bool TalkIsTerminal { get; init; }

    /// <summary>Whether talk may be coloured.</summary>
    public required bool Colour { get; init; }

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
            Out = Console.IsOutputRedirected ? Console.Out : new LenientWriter(Console.Out),
            Err = new PlainWriter(github ? new HarmlessWriter(talk) : talk),
            Coloured = talk,
            In = () => Console.In,
            Directory = System.Environment.CurrentDirectory,
            Clock = TimeProvider.System,
            Interactive = !Console.IsInputRedirected && !Console.IsErrorRedirected && !environment.ContainsKey("CI"),
            TalkIsTerminal = !Console.IsErrorRedirected,
            Colour = TalkChoice.Coloured(environment, !Console.IsErrorRedirected),
            Environment = environment,
            UserName = System.Environment.UserName,
            Machine = System.Environment.MachineName,
        };
    }

    /// <summary>A path of the command line, made absolute.</summary>
    public string Full(string path) => Path.GetFullPath(path, Directory);
}
