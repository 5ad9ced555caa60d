using System.CommandLine;

namespace Slipway.Cli;

/// <summary>Options that several verbs have, with one wording.</summary>
internal static class SharedOptions
{
    public static Option<string?> Settings() =>
        new("--settings")
        {
            Description = "The operator's settings. Default: slipway.yaml beside the checklist, in a folder above it, or here.",
            HelpName = "FILE",
        };

    public static Option<string?> Environment() =>
        new("--env")
        {
            Description = "The environment of slipway.yaml. Default: `environment:` there, or the only one.",
            HelpName = "NAME",
        };

    /// <summary>Where runs are kept where nothing is said.</summary>
    public static string RunsFolder { get; } = Path.Combine(".slipway", "runs");

    public static Option<string> Runs() =>
        new("--runs")
        {
            Description = "Folder of the runs.",
            HelpName = "DIR",
            DefaultValueFactory = _ => RunsFolder,
        };

    public static Argument<string?> Checklist() =>
        new("FILE")
        {
            Description = "The checklist, a Markdown file. Default: `checklist:` in slipway.yaml.",
            Arity = ArgumentArity.ZeroOrOne,
        };

    public static Option<string> Format(params string[] formats)
    {
        var option = new Option<string>("--format")
        {
            Description = $"{string.Join(" or ", formats)}.",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => formats[0],
        };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
