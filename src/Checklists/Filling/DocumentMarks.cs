using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Filling;

/// <summary>What only the whole document tells about a mark in one line.</summary>
internal sealed partial class DocumentMarks
{
    private readonly HashSet<string> _references;

    private DocumentMarks(bool tickIsBox, HashSet<string> references)
    {
        TickIsBox = tickIsBox;
        _references = references;
    }

    /// <summary>✅ is the ticked form of ⬜ here; where no ⬜ stands it is an ornament or a claim.</summary>
    public bool TickIsBox { get; }

    /// <summary>Looks once over the document.</summary>
    public static DocumentMarks Of(SourceText source) =>
        new(
            source.Text.Contains('⬜'),
            Definition().Matches(source.Text).Select(it => it.Groups["name"].Value.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase)
        );

    /// <summary>Whether words in brackets are a link that is defined elsewhere.</summary>
    public bool IsReference(string words) => _references.Contains(words.Trim());

    [GeneratedRegex(@"^ {0,3}\[(?<name>[^\[\]\n]{1,100})\]:", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
