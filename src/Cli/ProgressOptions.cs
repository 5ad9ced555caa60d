using System.CommandLine;

namespace Slipway.Cli;

/// <summary>How a run is told.</summary>
internal enum ProgressMode
{
    /// <summary>Live at a terminal, for GitHub Actions there, lines otherwise.</summary>
    Auto,

    /// <summary>The live view.</summary>
    Live,

    /// <summary>A line each, with its time.</summary>
    Lines,

    /// <summary>Groups and annotations of GitHub Actions.</summary>
    GitHub,
}

/// <summary>The options by which a person or another program follows a run.</summary>
internal sealed class ProgressOptions
{
    public Option<string> Progress { get; } = Make();

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Tell only questions, what did not pass, and the end." };

    public Option<int?> Events { get; } =
        new("--events")
        {
            Description = "Also write what happens as lines of JSON (slipway.events/1) to this file descriptor: --events 3 3>events.ndjson",
            HelpName = "FD",
        };

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[Progress, Quiet, Events])
        {
            verb.Add(option);
        }
    }

    public ProgressMode ModeOf(ParseResult parsed) =>
        parsed.GetValue(Progress) switch
        {
            "live" => ProgressMode.Live,
            "lines" => ProgressMode.Lines,
            "github" => ProgressMode.GitHub,
            _ => ProgressMode.Auto,
        };

    private static Option<string> Make()
    {
        var option = new Option<string>("--progress")
        {
            Description = "auto, live, lines or github. auto: live at a terminal, github in GitHub Actions, lines elsewhere.",
            HelpName = "HOW",
            DefaultValueFactory = _ => "auto",
        };
        option.AcceptOnlyFromAmong("auto", "live", "lines", "github");
        return option;
    }
}
