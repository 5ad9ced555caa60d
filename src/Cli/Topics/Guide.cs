using System.Reflection;

namespace Slipway.Cli.Topics;

/// <summary>
/// A guide of <c>docs/guides</c>, as it was when this executable was built. The topic is the name by which it is asked for
/// (<c>exit-codes</c>), the text its Markdown.
/// </summary>
internal sealed record Guide(string Topic, string Text)
{
    private const string Folder = "guides/";
    private const string Extension = ".md";

    private static readonly Assembly Here = typeof(Guide).Assembly;

    /// <summary>The order in which a newcomer reads; what is not named follows by name.</summary>
    private static readonly string[] Order =
    [
        "first-checklist",
        "installing",
        "running",
        "people",
        "environments",
        "resume",
        "reports",
        "verify",
    ];

    /// <summary>All topics, in reading order; cheap: no page is read.</summary>
    public static IReadOnlyList<string> Topics { get; } =
    [
        .. Here.GetManifestResourceNames()
            .Where(it => it.StartsWith(Folder, StringComparison.Ordinal))
            .Select(it => it[Folder.Length..^Extension.Length])
            .OrderBy(it => Array.IndexOf(Order, it) is var at and >= 0 ? at : Order.Length)
            .ThenBy(it => it, StringComparer.Ordinal),
    ];

    /// <summary>What the first heading says.</summary>
    public string Title =>
        Text[..Text.IndexOf('\n', StringComparison.Ordinal)].TrimStart('#', ' ').Replace("`", "", StringComparison.Ordinal);

    /// <summary>The first sentence below the first heading.</summary>
    public string Purpose
    {
        get
        {
            var paragraph = Text.Split("\n\n", 3) is [_, var first, ..] ? first.ReplaceLineEndings(" ") : "";
            var end = paragraph.IndexOf(". ", StringComparison.Ordinal);
            return (end < 0 ? paragraph : paragraph[..(end + 1)]).Replace("`", "", StringComparison.Ordinal);
        }
    }

    public static IEnumerable<Guide> All => Topics.Select(Read);

    public static Guide Read(string topic)
    {
        using var page =
            Here.GetManifestResourceStream($"{Folder}{topic}{Extension}")
            ?? throw new ArgumentException($"There is no guide {topic}.", nameof(topic));
        using var reader = new StreamReader(page);
        return new(topic, reader.ReadToEnd());
    }

    /// <summary>The calls of one verb that the guides show, with the words beside them; they are run by a test.</summary>
    public static IEnumerable<(string Call, string Why)> Examples(string verb) =>
        All.SelectMany(it => it.Text.Split('\n'))
            .Where(it => $"{it} ".StartsWith($"slipway {verb} ", StringComparison.Ordinal))
            .Select(it => it.Split(" # ", 2))
            .Select(it => (Call: it[0].Trim(), Why: it.Length > 1 ? it[1].Trim() : ""))
            .OrderBy(it => it.Why.Length == 0)
            .DistinctBy(it => it.Call);
}
