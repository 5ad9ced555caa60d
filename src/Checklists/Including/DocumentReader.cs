using Slipway.Checklists.Meaning;
using Slipway.Checklists.Meaning.Items;
using Slipway.Checklists.Meaning.Scopes;
using Slipway.Checklists.Reading;
using Slipway.Kernel;

namespace Slipway.Checklists.Including;

/// <summary>
/// Reads a checklist with the documents that it includes. Items of an included one stand where it is included; their lines are
/// counted on behind the last line of the checklist, so that a line stays the one name of an item.
/// </summary>
internal sealed class DocumentReader(Settings settings, IDocuments documents, List<Fault> faults)
{
    private const int Deepest = 4;
    private const int Most = 50;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<IncludedText> _included = [];
    private int _lines;

    /// <summary>What was included, in the order in which it is counted.</summary>
    public IReadOnlyList<IncludedText> Included => _included;

    /// <summary>The boxes and blanks of included documents; they are asked for and never filled.</summary>
    public List<Place> Places { get; } = [];

    /// <summary>The items of the settings that fit an included document.</summary>
    public HashSet<ItemSettings> Fitted { get; } = [];

    /// <summary>Why the items of included documents read as they do, by line.</summary>
    public Dictionary<int, Reasons> Reasons { get; } = [];

    /// <summary>The items of the checklist, those of included documents in place.</summary>
    /// <param name="outline">The checklist.</param>
    /// <param name="facts">What is seen of it.</param>
    /// <param name="items">Its own items.</param>
    /// <param name="file">Its path as it was given.</param>
    public IReadOnlyList<PlanItem> WithIncluded(Outline outline, DocumentFacts facts, IReadOnlyList<PlanItem> items, string file)
    {
        _seen.Add(Joined(documents.Folder, Path.GetFileName(file)));
        _lines = outline.Source.LineCount;
        return WithIncluded(new(outline, facts, items, file, documents.Folder, 0, 0));
    }

    private IReadOnlyList<PlanItem> WithIncluded(Document document)
    {
        var marks = IncludeMark.AllIn(document.Outline, document.File, faults);
        if (marks.Count == 0)
        {
            return document.Items;
        }

        var all = new List<PlanItem>();
        var next = 0;
        foreach (var mark in marks)
        {
            for (; next < document.Items.Count && document.Items[next].Line - document.Shift <= mark.Line; next++)
            {
                all.Add(document.Items[next]);
            }

            all.AddRange(ItemsOf(mark, document));
        }

        return [.. all, .. document.Items.Skip(next)];
    }

    private IReadOnlyList<PlanItem> ItemsOf(IncludeMark mark, Document from)
    {
        if (Found(mark, from) is not var (path, bytes))
        {
            return [];
        }

        var source = SourceText.Read(bytes);
        var shift = _lines;
        _lines += source.LineCount;
        var relative = Relative(documents.Folder, path);
        var shown = Path.Combine(Path.GetDirectoryName(from.Root ?? from.File) ?? "", relative).Replace('\\', '/');
        _included.Add(new(new(relative, mark.Sha256, mark.Line + from.Shift, shift + 1), bytes));
        var outline = Outline.Of(source);
        var annotations = AnnotationMap.Of(outline, settings, shown, faults);
        Fitted.UnionWith(annotations.Fitted);
        var facts = new DocumentFacts(outline, settings, ScopeAt(mark, from));
        var maker = new PlanMaker(facts, annotations);
        var phase = PhaseAt(mark, from);
        var items = maker.Make().Select(it => Shifted(it, shift, relative, phase)).ToList();
        Places.AddRange(ChecklistReader.Places(outline, maker.Entries).Select(it => it with { Line = it.Line + shift, Included = true }));
        foreach (var (line, reasons) in maker.Reasons)
        {
            Reasons[line + shift] = reasons with { ScopeLine = reasons.ScopeLine == 0 ? 0 : reasons.ScopeLine + shift };
        }

        var faultsBefore = faults.Count;
        var whole = WithIncluded(
            new(outline, facts, items, shown, Repositories.Paths.Folder(path), shift, from.Depth + 1) { Root = from.Root ?? from.File }
        );
        if (whole.Count == 0 && faults.Count == faultsBefore)
        {
            Fail(
                "SW1408",
                mark,
                from,
                $"'{mark.File}' holds nothing that is carried out or asked, so including it adds nothing to the run.",
                "Link to it instead, or write its steps as a list."
            );
        }

        return whole;
    }

    private (string Path, ReadOnlyMemory<byte> Bytes)? Found(IncludeMark mark, Document from)
    {
        var path = IsRelative(mark.File) ? Repositories.Paths.Join(from.Folder, mark.File) : null;
        if (path is null)
        {
            return Fail(
                "SW1402",
                mark,
                from,
                $"'{mark.File}' leads out of the repository.",
                "Name a file of this repository by its relative path."
            );
        }

        if (!_seen.Add(path))
        {
            return Fail(
                "SW1405",
                mark,
                from,
                $"'{mark.File}' is included a second time, or includes itself.",
                "Include a document once: an item has one place in a run."
            );
        }

        if (from.Depth >= Deepest || _included.Count >= Most)
        {
            return Fail(
                "SW1406",
                mark,
                from,
                $"'{mark.File}' is included too deep, or as one too many.",
                $"At most {Most} documents, nested at most {Deepest} deep."
            );
        }

        return documents
            .Read(path, mark.Sha256)
            .Match(
                found => Pinned(path, found.Bytes, mark, from),
                missing =>
                    Fail(
                        "SW1403",
                        mark,
                        from,
                        $"'{mark.File}' cannot be read: {missing.Why}.",
                        $"It is looked for at {path}, from the root of the repository."
                    ),
                outside =>
                    Fail("SW1402", mark, from, $"'{mark.File}' leads out of the repository: {outside.Why}.", "Name the file itself."),
                tooLarge =>
                    Fail(
                        "SW1407",
                        mark,
                        from,
                        $"'{mark.File}' is too large.",
                        $"At most {ChecklistReader.LongestInclude:N0} bytes are read."
                    )
            );
    }

    private (string, ReadOnlyMemory<byte>)? Pinned(string path, ReadOnlyMemory<byte> bytes, IncludeMark mark, Document from)
    {
        var digest = Digest.Of(bytes.Span).Hex;
        return digest != mark.Sha256
                ? Fail(
                    "SW1404",
                    mark,
                    from,
                    $"'{mark.File}' is not the document that was pinned.",
                    $"Look at what changed, then pin it anew: sha256={digest}"
                )
            : bytes.Span.Contains((byte)0) ? Fail("SW1407", mark, from, $"'{mark.File}' is not text.", "Include Markdown.")
            : (path, bytes);
    }

    private (string, ReadOnlyMemory<byte>)? Fail(string code, IncludeMark mark, Document from, string message, string allowed)
    {
        faults.Add(new(code, from.File, mark.Line, mark.Column, message, allowed));
        return null;
    }

    /// <summary>What stands under "Rollback" is a part of the way back, wherever it was written.</summary>
    private static ScopeChoice ScopeAt(IncludeMark mark, Document from)
    {
        var above = Above(mark, from);
        return above is null ? from.Facts.Around
            : above.Form == EntryForm.Line
            && above.Text.TrimEnd().EndsWith(':')
            && ScopeRules.Of(above.Text, above.Line, from.Facts.Lexicon) is { } led
                ? led
            : from.Facts.Of(above).ScopeChoice;
    }

    private static string PhaseAt(IncludeMark mark, Document from) => Above(mark, from)?.Section.Phase ?? "";

    private static Entry? Above(IncludeMark mark, Document from) => from.Outline.Entries.LastOrDefault(it => it.Line <= mark.Line);

    private static PlanItem Shifted(PlanItem item, int shift, string file, string phase) =>
        item with
        {
            From = new(file, item.Line),
            Line = item.Line + shift,
            Phase = item.Phase.Length > 0 ? item.Phase : phase,
            AttachedTo = item.AttachedTo + shift,
            InsideBlock = item.InsideBlock + shift,
            Commands = [.. item.Commands.Select(it => it with { Line = it.Line + shift })],
        };

    private static bool IsRelative(string path) =>
        path.Length > 0 && path[0] is not ('/' or '~') && path.AsSpan().IndexOfAny('\\', ':', '\0') < 0;

    private static string Joined(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private static string Relative(string folder, string path)
    {
        var here = folder.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var there = path.Split('/');
        var common = 0;
        while (common < here.Length && common < there.Length - 1 && here[common] == there[common])
        {
            common++;
        }

        return string.Join('/', Enumerable.Repeat("..", here.Length - common).Concat(there.Skip(common)));
    }

    /// <summary>A document on the way, with how far its lines are counted on.</summary>
    private sealed record Document(
        Outline Outline,
        DocumentFacts Facts,
        IReadOnlyList<PlanItem> Items,
        string File,
        string Folder,
        int Shift,
        int Depth
    )
    {
        /// <summary>The path of the checklist; null for the checklist itself.</summary>
        public string? Root { get; init; }
    }
}
