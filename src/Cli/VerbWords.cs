using System.CommandLine;

namespace Slipway.Cli;

/// <summary>
/// A verb as shells and manual pages need it, read from the commands themselves: a verb or an option that is added is
/// completed and described without anybody writing it twice. The path is what is typed to get there, without the program:
/// <c>run</c>; empty for the program itself.
/// </summary>
internal sealed record VerbWords(
    string Path,
    string Description,
    IReadOnlyList<ValueWords> Arguments,
    IReadOnlyList<OptionWords> Options,
    IReadOnlyList<VerbWords> Verbs
)
{
    /// <summary>Characters that a half-sentence needs in order to say something.</summary>
    private const int TooShort = 16;

    /// <summary>The last word of the path.</summary>
    public string Name => Path[(Path.LastIndexOf(' ') + 1)..];

    /// <summary>This verb and all below it, in the order of the help.</summary>
    public IEnumerable<VerbWords> All => Verbs.SelectMany(it => it.All).Prepend(this);

    /// <summary>The program with all its verbs; what is hidden there is left out.</summary>
    public static VerbWords Of(RootCommand root) => Of(root, "", []);

    /// <summary>The first sentence or half-sentence of a description, for a list.</summary>
    public static string Short(string description)
    {
        var line = description.Split('\n')[0].Replace("\"", "", StringComparison.Ordinal);
        var stop = line.AsSpan(Math.Min(TooShort, line.Length)).IndexOfAny(':', ';');
        var end = stop >= 0 ? TooShort + stop : line.Length;
        var sentence = line.IndexOf(". ", StringComparison.Ordinal);
        return line[..(sentence >= 0 && sentence < end ? sentence : end)].TrimEnd('.', ' ');
    }

    private static VerbWords Of(Command command, string path, IReadOnlyList<OptionWords> inherited)
    {
        var options = command.Options.Where(it => !it.Hidden).Select(OptionWords.Of).Concat(inherited).ToList();
        IReadOnlyList<OptionWords> recursive =
        [
            .. command.Options.Where(it => it is { Hidden: false, Recursive: true }).Select(OptionWords.Of),
            .. inherited,
        ];
        return new(
            path,
            command.Description ?? "",
            [.. command.Arguments.Where(it => !it.Hidden).Select(ValueWords.Of)],
            options,
            [.. command.Subcommands.Where(it => !it.Hidden).Select(it => Of(it, $"{path} {it.Name}".Trim(), recursive))]
        );
    }
}

/// <summary>An option, its long name first. The value is what follows it; null for a flag.</summary>
internal sealed record OptionWords(IReadOnlyList<string> Names, string Description, ValueWords? Value, bool Repeats, string? Default)
{
    public static OptionWords Of(Option option) =>
        new(
            [
                .. option
                    .Aliases.Prepend(option.Name)
                    .Where(it => it.StartsWith('-') && it != "-?")
                    .Distinct()
                    .OrderByDescending(it => it.Length),
            ],
            option.Description ?? "",
            option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 ? null : ValueWords.Of(option),
            option.Arity.MaximumNumberOfValues > 1,
            option.ValueType != typeof(bool) && option.HasDefaultValue ? option.GetDefaultValue()?.ToString() : null
        );
}

/// <summary>What stands behind an option, or alone. The choices are all that may stand there; empty where that is open.</summary>
internal sealed record ValueWords(
    string Name,
    string Description,
    ValueKind Kind,
    IReadOnlyList<ChoiceWords> Choices,
    bool Needed,
    bool Repeats
)
{
    public static ValueWords Of(Option option)
    {
        var name = option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant();
        var choices = Labels(option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty));
        var kind = option.Name == "--env" ? ValueKind.Environment : KindOf(name, choices);
        return new(name, option.Description ?? "", kind, choices, true, option.Arity.MaximumNumberOfValues > 1);
    }

    public static ValueWords Of(Argument argument)
    {
        var choices = Labels(argument.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty));
        var name = argument.HelpName ?? argument.Name;
        return new(
            name,
            argument.Description ?? "",
            KindOf(name, choices),
            choices,
            argument.Arity.MinimumNumberOfValues > 0,
            argument.Arity.MaximumNumberOfValues > 1
        );
    }

    private static IReadOnlyList<ChoiceWords> Labels(IEnumerable<System.CommandLine.Completions.CompletionItem> items) =>
        [.. items.Select(it => new ChoiceWords(it.Label, it.Detail ?? ""))];

    private static ValueKind KindOf(string name, IReadOnlyList<ChoiceWords> choices) =>
        name switch
        {
            _ when choices.Count > 0 => ValueKind.Choice,
            "RUN" => ValueKind.Run,
            "DIR" => ValueKind.Folder,
            _ when name.StartsWith("FILE", StringComparison.Ordinal) => ValueKind.File,
            _ => ValueKind.Words,
        };
}

/// <summary>One of the words that may stand in a place, and what it means; empty where the word says it.</summary>
internal sealed record ChoiceWords(string Word, string Means);

/// <summary>How a shell finds what can stand in a place.</summary>
internal enum ValueKind
{
    /// <summary>Anything; nothing can be proposed.</summary>
    Words,

    /// <summary>One of a list.</summary>
    Choice,

    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A run of the folder of runs.</summary>
    Run,

    /// <summary>An environment of slipway.yaml.</summary>
    Environment,
}
