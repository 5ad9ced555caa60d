using Slipway.Checklists.Reading;
using Slipway.Checklists.Repositories;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings;

/// <summary>One program call of a command, with the folders in which its shell may stand.</summary>
/// <param name="Item">The item it carries out.</param>
/// <param name="Command">The command it is part of.</param>
/// <param name="Simple">The call; <c>sudo</c>, <c>time</c> and their kin are taken off.</param>
/// <param name="Folders">Candidates, the likeliest first; empty when nobody can tell.</param>
/// <param name="Order">Counts the calls of the document.</param>
internal sealed record PlacedCall(
    PlanItem Item,
    PlanCommand Command,
    Meaning.Commands.SimpleCommand Simple,
    IReadOnlyList<string> Folders,
    int Order
)
{
    public string Program => Simple.Program[(Simple.Program.LastIndexOf('/') + 1)..];

    /// <summary>The words behind the program.</summary>
    public IEnumerable<string> Arguments => Simple.Words.Skip(1);
}

/// <summary>What the rules of the linter look at: the plan, the document behind it, and the repository.</summary>
internal sealed record LintContext(IReadOnlyList<PlanItem> Items, IRepositoryView Repository, Func<int, int> ColumnOf, Outline Outline)
    : FindingContext(Items, Repository, ColumnOf)
{
    private Lazy<IReadOnlyList<PlacedCall>>? _calls;
    private Dictionary<int, PlanItem>? _byLine;
    private ILookup<int, Entry>? _entries;

    /// <summary>What the repository offers.</summary>
    public required RepositoryModel Model { get; init; }

    /// <summary>The document's folder in the repository.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The document and what it includes; null for a text of its own.</summary>
    public PlanSource? Source { get; init; }

    /// <summary>The folder that the paths of a line count from: that of the document it stands in.</summary>
    public string FolderAt(int line) =>
        Source?.OriginOf(line) is { } origin && Paths.Join(Folder, origin.File) is { } path ? Paths.Folder(path) : Folder;

    /// <summary>The SQL that a command carries out, read once.</summary>
    public IReadOnlyList<string> SqlOf(PlanCommand command)
    {
        if (!_sql.TryGetValue(command, out var statements))
        {
            _sql[command] = statements = Dead.Statements.In(command);
        }

        return statements;
    }

    /// <summary>The tables that the document's own statements create.</summary>
    public HashSet<string> CreatedTables =>
        _createdTables ??= [.. Commands.SelectMany(it => SqlOf(it.Command)).SelectMany(DatabaseFacts.CreatedIn)];

    private readonly Dictionary<PlanCommand, IReadOnlyList<string>> _sql = new(ReferenceEqualityComparer.Instance);
    private HashSet<string>? _createdTables;

    /// <summary>What is made on the way: files, folders, tags.</summary>
    public MadeThings Made => _made ??= MadeThings.Of(this);

    private MadeThings? _made;

    /// <summary>Every program call of the document, in order; what runs elsewhere (on another host, in a container) is left out.</summary>
    public IReadOnlyList<PlacedCall> Calls => (_calls ??= new(() => WorkingFolders.Place(this))).Value;

    /// <summary>The entries that are words and not commands.</summary>
    public IEnumerable<Entry> Prose => Outline.Entries.Where(it => it.Form != EntryForm.Fence && CountsAt(it));

    /// <summary>The item of a line; null when the line is none.</summary>
    public PlanItem? ItemAt(int line) =>
        (_byLine ??= Items.GroupBy(it => it.Line).ToDictionary(it => it.Key, it => it.First())).GetValueOrDefault(line);

    /// <summary>What the author wrote on a line, in document order.</summary>
    public IEnumerable<Entry> EntriesAt(int line) => (_entries ??= Outline.Entries.ToLookup(it => it.Line))[line];

    /// <summary>What stands from one line to another, both included, in document order.</summary>
    public IEnumerable<Entry> EntriesBetween(int first, int last) => Enumerable.Range(first, last - first + 1).SelectMany(EntriesAt);

    /// <summary>The whole document as one text of words, for questions such as "is this ever named".</summary>
    public string AllText => Outline.Source.Text;

    /// <summary>The place of a token on a line or shortly below; where it is not found, the begin of the line.</summary>
    public (int Line, int Column, int Index)? Find(int line, string token, int lines = 12)
    {
        var source = Outline.Source;
        for (var at = line; token.Length > 0 && at < line + lines && at <= source.LineCount; at++)
        {
            var start = source.LineStart(at);
            var found = source.Text.IndexOf(token, start, source.LineEnd(at) - start, StringComparison.Ordinal);
            if (found >= 0)
            {
                return (at, found - start + 1, found);
            }
        }

        return null;
    }

    /// <summary>An edit that puts other words in the place of a token; null when the token is not found.</summary>
    public DocumentEdit? Replace(int line, string token, string by)
    {
        if (Find(line, token) is not var (at, column, index))
        {
            return null;
        }

        var offset = Outline.Source.ByteOffset(index);
        return new(offset, Outline.Source.ByteOffset(index + token.Length) - offset, by, at, column, column + token.Length);
    }

    private bool CountsAt(Entry entry) => ItemAt(entry.Line) is not { } item || Counts(item);
}

/// <summary>A rule of the linter: it sees the document and the repository.</summary>
internal abstract class LintRule : FindingRule
{
    public sealed override IEnumerable<Finding> Look(FindingContext context) => context is LintContext lint ? Find(lint) : [];

    /// <summary>What it finds, in any order.</summary>
    public abstract IEnumerable<Finding> Find(LintContext context);

    /// <summary>A finding at a word of a line.</summary>
    protected Finding At(LintContext context, int line, string token, string message, string? suggest = null)
    {
        var place = context.Find(line, token) ?? (line, context.ColumnOf(line), 0);
        return new(place.Item1, place.Item2, Code, Name, Severity, message, suggest);
    }

    /// <summary>A finding at a word, with what comes nearest to it, and the edit that puts that in its place.</summary>
    protected Finding Near(
        LintContext context,
        int line,
        string token,
        string message,
        string suggest,
        string? nearest,
        string? written = null
    ) =>
        At(context, line, token, message, nearest is null ? suggest : $"Did you mean `{nearest}`?") with
        {
            Nearest = nearest,
            Fix = nearest is null ? null : context.Replace(line, token, written ?? nearest),
        };
}
