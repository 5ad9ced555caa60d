using System.Text;
using Slipway.Checklists.Filling;
using Slipway.Checklists.Findings;
using Slipway.Checklists.Including;
using Slipway.Checklists.Meaning;
using Slipway.Checklists.Meaning.Items;
using Slipway.Checklists.Reading;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>Reads a Markdown checklist: bytes to plan. Pure; two readings of one document give one digest.</summary>
public static class ChecklistReader
{
    /// <summary>So many bytes an included document may have.</summary>
    public const int LongestInclude = 1024 * 1024;

    /// <summary>Reads a document. Never fails on strange bytes; faults are those of annotations and front matter.</summary>
    /// <param name="bytes">The author's bytes; they are kept, not copied.</param>
    /// <param name="file">The path as it was given, for faults and the plan's source.</param>
    /// <param name="settings">What the operator says of tools and items.</param>
    /// <param name="repository">What is known of the place where the checklist will be carried out.</param>
    /// <param name="documents">Where included documents come from; null where none can be read, which makes each include a fault.</param>
    public static ReadChecklist Read(
        ReadOnlyMemory<byte> bytes,
        string file,
        Settings settings,
        IRepositoryView repository,
        IDocuments? documents = null
    )
    {
        var source = SourceText.Read(bytes);
        var form = IssueForm.AsMarkdown(source.Text);
        var outline = Outline.Of(form is null ? source : SourceText.Read(Encoding.UTF8.GetBytes(form)));
        var faults = new List<Fault>();
        FrontMatter.Read(bytes, file, faults);
        var annotations = AnnotationMap.Of(outline, settings, file, faults);
        var facts = new DocumentFacts(outline, settings);
        var maker = new PlanMaker(facts, annotations);
        var reader = new DocumentReader(settings, documents ?? NoDocuments.Instance, faults);
        var items = reader.WithIncluded(outline, facts, maker.Make(), file);
        if (faults.Count > 0)
        {
            return new ReadChecklist.Unusable(faults);
        }

        var whole = reader.Included.Count == 0 ? outline : Outline.Of(JoinedText.Of(bytes, reader.Included));
        var from = new PlanSource(file, Digest.Of(bytes.Span).Hex, source.Repaired)
        {
            Includes = [.. reader.Included.Select(it => it.Include)],
        };
        var plan = new Plan
        {
            Source = from,
            Title = outline.Title.Length > 0 ? outline.Title : Path.GetFileName(file),
            Items = items,
            Findings =
            [
                .. FindingRules
                    .Look(new(items, new AskedOnce(repository), line => ColumnOf(whole, line)))
                    .Select(it => JoinedText.Placed(it, from)),
            ],
        };
        return new ReadChecklist.Usable(
            new(bytes, plan, () => form is null ? [.. Places(outline, maker.Entries), .. reader.Places] : [])
            {
                Reasons = maker.Reasons.Concat(reader.Reasons).ToDictionary(),
                Included = reader.Included,
                Unfitting = [.. settings.Items.Where(it => !annotations.Fitted.Contains(it) && !reader.Fitted.Contains(it))],
            }
        );
    }

    /// <summary>The 1-based column at which the words of a line begin.</summary>
    private static int ColumnOf(Outline outline, int line)
    {
        var (start, end) = (outline.Source.LineStart(line), outline.Source.LineEnd(line));
        var marks = MarkedLine.Of(outline.Source.Text, start, end);
        return Math.Min(marks.ContentStart, end) - start + 1;
    }

    /// <summary>The boxes and blanks of every item, each on the item's own lines.</summary>
    internal static IEnumerable<Place> Places(Outline outline, IReadOnlyList<Entry> items)
    {
        var finder = new PlaceFinder(outline.Source);
        return items.Where(it => it.Fence is null).SelectMany(it => finder.Find(it.Line, it.Line, it.LastLine));
    }
}
