using System.Reflection;

namespace Slipway.Checklists.Binding;

/// <summary>The data files beside the rules: entries of a name and indented lines of a key and its value; <c>#</c> begins a comment.</summary>
internal static class BindingWords
{
    /// <summary>Words that say nothing of their own beside a subject: articles, "verify", "all", "is".</summary>
    public static IReadOnlyList<string> Fillers { get; } = Leftover.Phrases(string.Join(',', Lines("fillers")));

    /// <summary>Words that say nothing of their own in the condition of a trigger.</summary>
    public static IReadOnlyList<string> OfTriggers { get; } = Leftover.Phrases(string.Join(',', Lines("triggers")));

    /// <summary>Words that say that something is so: <c>works</c>, <c>configured</c>; also those that ask to look whether it is.</summary>
    public static IReadOnlyList<string> States { get; } = Leftover.Phrases(string.Join(',', Lines("states")));

    /// <summary>Words at the beginning of what says that there is none of something.</summary>
    public static IReadOnlyList<string> None { get; } = GuardsOf("none");

    /// <summary>Words that make a sentence of several facts another one than its facts: conditions, exceptions, denials, plans, other places.</summary>
    public static IReadOnlyList<string> Guards { get; } = [.. GuardsOf("guards"), .. GuardsOf("places")];

    /// <summary>Words for other places than the one that the environment is: <c>staging</c>, <c>previous</c>.</summary>
    public static IReadOnlyList<string> Places { get; } = GuardsOf("places");

    /// <summary>Components of which a number or a state may be meant when a heading names them.</summary>
    public static IReadOnlyList<string> Components { get; } = GuardsOf("components");

    /// <summary>Words that say of a document that it is there or as it should be.</summary>
    public static IReadOnlyList<string> Documents { get; } = GuardsOf("documents");

    /// <summary>What is counted, behind the number of a metric or in its unit.</summary>
    public static IReadOnlyList<string> Counted { get; } = GuardsOf("counted");

    /// <summary>Behind what there is none of: <c>no leaks detected</c>.</summary>
    public static IReadOnlyList<string> Found { get; } = GuardsOf("found");

    /// <summary>Words of titles that narrow nothing: <c>performance metrics</c>.</summary>
    public static IReadOnlyList<string> Titles { get; } = GuardsOf("titles");

    /// <summary>Words that narrow what stands beside them: prepositions and their kin.</summary>
    public static IReadOnlyList<string> Narrowing { get; } = GuardsOf("narrowing");

    /// <summary>The entries of a file, in its order.</summary>
    public static IReadOnlyList<BindingEntry> Read(string file)
    {
        var entries = new List<BindingEntry>();
        foreach (var line in Lines(file))
        {
            if (char.IsWhiteSpace(line[0]))
            {
                var words = line.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
                entries[^1].Lines.Add((words[0], words[1]));
            }
            else
            {
                entries.Add(new(line.Trim(), []));
            }
        }

        return entries;
    }

    private static IReadOnlyList<string> GuardsOf(string name) =>
        Leftover.Phrases(string.Join(',', Read("guards").Single(it => it.Name == name).All("words")));

    private static IEnumerable<string> Lines(string file)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"Slipway.Checklists.Binding.{file}.txt")
            ?? throw new InvalidOperationException($"The file {file}.txt is not built in.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n').Where(it => it.Trim().Length > 0 && it[0] != '#')];
    }
}

/// <summary>One entry of a data file.</summary>
internal sealed record BindingEntry(string Name, List<(string Key, string Value)> Lines)
{
    /// <summary>The value of a key; null when it has none.</summary>
    public string? this[string key] => Lines.Where(it => it.Key == key).Select(it => it.Value).FirstOrDefault();

    /// <summary>All values of a key, in order.</summary>
    public IReadOnlyList<string> All(string key) => [.. Lines.Where(it => it.Key == key).Select(it => it.Value)];
}
