using System.Text;
using Slipway.Checklists.Filling;
using Slipway.Checklists.Findings;
using Slipway.Checklists.Meaning;
using Slipway.Checklists.Meaning.Items;
using Slipway.Checklists.Reading;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>Reads a Markdown checklist: bytes to plan. Pure; two readings of one document give one digest.</summary>
public static class ChecklistReader
{
    /// <summary>Reads a document. Never fails on strange bytes; faults are those of annotations and front matter.</summary>
    /// <param name="bytes">The author's bytes; they are kept, not copied.</param>
    /// <param name="file">The path as it was given, for faults and the plan's source.</param>
    /// <param name="settings">What the operator says of tools and items.</param>
    /// <param name="repository">What is known of the place where the checklist will be carried out.</param>
    public static ReadChecklist Read(ReadOnlyMemory<byte> bytes, string file, Settings settings, IRepositoryView repository)
    {
        var source = SourceText.Read(bytes);
        var form = IssueForm.AsMarkdown(source.Text);
        var outline = Outline.Of(form is null ? source : SourceText.Read(Encoding.UTF8.GetBytes(form)));
        var faults = new List<Fault>();
        FrontMatter.Read(bytes, file, faults);
        var annotations = AnnotationMap.Of(outline, settings, file, faults);
        if (faults.Count > 0)
        {
            return new ReadChecklist.Unusable(faults);
        }

        var maker = new PlanMaker(new DocumentFacts(outline, settings), annotations);
        var items = maker.Make();
        var plan = new Plan
        {
            Source = new(file, Digest.Of(bytes.Span).Hex, source.Repaired),
            Title = outline.Title.Length > 0 ? outline.Title : Path.GetFileName(file),
            Items = items,
            Findings = FindingRules.Look(new(items, repository, line => ColumnOf(outline, line))),
        };
        return new ReadChecklist.Usable(new(bytes, plan, form is null ? PlacesOf(outline, maker) : []) { Reasons = maker.Reasons });
    }

    /// <summary>The 1-based column at which the words of a line begin.</summary>
    private static int ColumnOf(Outline outline, int line)
    {
        var (start, end) = (outline.Source.LineStart(line), outline.Source.LineEnd(line));
        var marks = MarkedLine.Of(outline.Source.Text, start, end);
        return Math.Min(marks.ContentStart, end) - start + 1;
    }

    /// <summary>The boxes and blanks of every item, each on the item's own lines.</summary>
    private static List<Place> PlacesOf(Outline outline, PlanMaker maker)
    {
        var finder = new PlaceFinder(outline.Source);
        return [.. maker.Entries.Where(it => it.Fence is null).SelectMany(it => finder.Find(it.Line, it.Line, it.LastLine))];
    }
}
