namespace Slipway.Checklists.Reading;

/// <summary>Goes once over the lines and lays out the entries.</summary>
internal sealed class OutlineReader
{
    private readonly SourceText _source;
    private readonly BlockMap _blocks;
    private readonly List<Entry> _entries = [];
    private readonly List<SourceLine> _comments = [];
    private readonly List<SourceLine> _frontMatter = [];
    private readonly List<Entry> _open = [];
    private Section _section = new(0, "", 0, null, IsBold: false);
    private IReadOnlyList<string>? _columns;
    private Entry? _leadIn;
    private int _lastTextLine;
    private bool _blankBefore = true;

    public OutlineReader(SourceText source)
    {
        _source = source;
        _blocks = BlockMap.Of(source);
    }

    public Outline Read()
    {
        for (var line = 1; line <= _source.LineCount; line++)
        {
            line = ReadLine(line);
        }

        return new(_source, _entries, _comments, _frontMatter);
    }

    /// <summary>Reads what begins on this line and returns the last line of it.</summary>
    private int ReadLine(int line)
    {
        var kind = _blocks.KindOf(line);
        if (kind != BlockKind.Text)
        {
            _columns = null;
        }

        switch (kind)
        {
            case BlockKind.Heading:
                AddHeading(line);
                break;
            case BlockKind.Fence:
                return AddFence(line);
            case BlockKind.Comment:
                _comments.Add(new(line, _source.Line(line)));
                break;
            case BlockKind.FrontMatter:
                AddFrontMatter(line);
                break;
            case BlockKind.Code when !HoldsBox(line):
                return AddCode(line);
            case BlockKind.Nothing when !IsListedBlank(line):
                _blankBefore = true;
                CloseAtRule(line);
                break;
            default:
                AddText(line);
                break;
        }

        return line;
    }

    private bool HoldsBox(int line)
    {
        var marks = Marks(line);
        return marks is { Box: not BoxState.None, Marker.Length: > 0 };
    }

    /// <summary>A rule ends what a bold line or a lead-in began.</summary>
    private void CloseAtRule(int line)
    {
        if (_source.Line(line).Trim() is { Length: >= 3 } text && text.All(it => it is '-' or '*' or '_' or ' '))
        {
            _section = _section.Chain().First(it => !it.IsBold);
            _leadIn = null;
        }
    }

    /// <summary>An entry of nothing but underscores is a blank to its author and a rule to Markdown.</summary>
    private bool IsListedBlank(int line)
    {
        var marks = Marks(line);
        var rest = _source.Text[marks.ContentStart..Math.Max(marks.ContentStart, _source.LineEnd(line))].Trim();
        return marks.Marker.Length > 0 && rest.Length >= 3 && rest.All(it => it == '_');
    }

    private void AddFrontMatter(int line)
    {
        if (_source.Line(line).Trim() is not ("---" or "..."))
        {
            _frontMatter.Add(new(line, _source.Line(line)));
        }
    }

    private MarkedLine Marks(int line) => MarkedLine.Of(_source.Text, _source.LineStart(line), _source.LineEnd(line));

    private void AddHeading(int line)
    {
        if (!_blocks.HeadingLevels.TryGetValue(line, out var level))
        {
            return;
        }

        var start = Marks(line).ContentStart;
        var raw = _source.Text[start.._source.LineEnd(line)].TrimStart('#').TrimEnd().TrimEnd('#').Trim();
        var inHeading = MarkedLine.Of(raw, 0, raw.Length);
        var words = Inline.Of(inHeading.Box == BoxState.None ? raw : raw[inHeading.ContentStart..]);
        Enter(level, words.Readable, line, isBold: false);
        Add(line, EntryForm.Heading, words, raw, Marks(line));
        _open.Clear();
    }

    private void Enter(int level, string text, int line, bool isBold)
    {
        var parent = _section.Chain().First(it => it.Level < level && (isBold || !it.IsBold) || it.Parent is null);
        _section = new(level, text, line, parent, isBold);
        _leadIn = null;
        _columns = null;
    }

    private int AddFence(int line)
    {
        if (!_blocks.Fences.TryGetValue(line, out var last))
        {
            return line;
        }

        var opening = Marks(line);
        var fence = Fences.Read(_source, opening, line, last);
        var parent = ParentOfFence(opening);
        Add(line, EntryForm.Fence, Inline.Of(""), _source.Line(line).Trim(), opening, parent: parent, fence: fence);
        _blankBefore = false;
        return last;
    }

    /// <summary>Code by indentation is a fence without marks; it ends before a line that holds a box.</summary>
    private int AddCode(int line)
    {
        var last = line;
        while (
            last < _source.LineCount
            && _blocks.KindOf(last + 1) == BlockKind.Code
            && _blocks.SameParagraph(last + 1, line)
            && !HoldsBox(last + 1)
        )
        {
            last++;
        }

        var fence = Fences.Indented(_source, line, last);
        var marks = Marks(line);
        Add(
            line,
            EntryForm.Fence,
            Inline.Of(""),
            fence.Body[0].Text,
            marks,
            parent: _open.FindLast(it => it.Marks.Indent < marks.Indent),
            fence: fence
        );
        _blankBefore = true;
        return last;
    }

    /// <summary>Directly below an entry at any indentation, otherwise below the nearest one with less indentation.</summary>
    private Entry? ParentOfFence(MarkedLine opening)
    {
        if (
            _entries.LastOrDefault() is { } above
            && !_blankBefore
            && above is { Form: EntryForm.Listed } or { Form: EntryForm.Line, HasBox: true }
        )
        {
            return above;
        }

        return _open.FindLast(it => it.Marks.Indent < opening.Indent) ?? DirectlyAbove();
    }

    /// <summary>A single blank line between an item and its fence at the margin does not part them.</summary>
    private Entry? DirectlyAbove() =>
        _entries.LastOrDefault() is { Form: EntryForm.Listed or EntryForm.Line } above
        && (above.HasBox || above is { Form: EntryForm.Listed, Marks.Ordered: true })
        && above.Children.Count == 0
            ? above
            : null;

    private void AddText(int line)
    {
        var text = _source.Line(line);
        if (text.AsSpan().Trim().Trim('=').IsEmpty)
        {
            _blankBefore = true;
            return;
        }

        if (!AddFold(line, text) && !AddRow(line, text))
        {
            AddWords(line);
        }

        _blankBefore = false;
        _lastTextLine = line;
    }

    /// <summary>The title of a part that can be folded away (<c>&lt;summary&gt;</c>) is a heading; the end of the part ends it.</summary>
    private bool AddFold(int line, string text)
    {
        var bare = text.AsSpan().TrimStart(" \t>");
        if (bare.StartsWith("</details", StringComparison.OrdinalIgnoreCase))
        {
            _section = _section.Chain().First(it => !it.IsBold);
            _leadIn = null;
            _open.Clear();
            return true;
        }

        var at = text.IndexOf("<summary>", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return bare.StartsWith("<details", StringComparison.OrdinalIgnoreCase) && bare.TrimEnd()[^1] == '>';
        }

        var close = text.IndexOf("</summary>", at, StringComparison.OrdinalIgnoreCase);
        var raw = text[(at + "<summary>".Length)..(close < 0 ? text.Length : close)];
        AddBoldHeading(line, Marks(line), raw, Inline.Of(raw));
        return true;
    }

    private bool AddRow(int line, string text)
    {
        if (_columns is not null && !_blankBefore && text.Contains('|', StringComparison.Ordinal))
        {
            if (!Tables.IsRule(text))
            {
                var cells = Tables.Cells(text);
                var row = new Row(_columns, [.. cells.Select(Inline.Of)]);
                Add(line, EntryForm.Row, Inline.Of(text), text.Trim(), RowMarks(line), row: row);
            }

            return true;
        }

        _columns = null;
        if (line < _source.LineCount && text.Contains('|', StringComparison.Ordinal) && Tables.IsRule(_source.Line(line + 1)))
        {
            _columns = [.. Tables.Cells(text).Select(it => Inline.Of(it).Readable)];
            return true;
        }

        return false;
    }

    /// <summary>A box that is the first thing in a row belongs to the row.</summary>
    private MarkedLine RowMarks(int line)
    {
        var end = _source.LineEnd(line);
        var start = _source.LineStart(line);
        while (start < end && _source.Text[start] is ' ' or '|' or '>' or '\t')
        {
            start++;
        }

        return MarkedLine.Of(_source.Text, start, end) with
        {
            Marker = "",
        };
    }

    private void AddWords(int line)
    {
        var marks = SpokenSteps.Read(Marks(line), _source.Text, _source.LineEnd(line));
        var raw = _source.Text[marks.ContentStart..Math.Max(marks.ContentStart, _source.LineEnd(line))].TrimEnd();
        if (IsUnderlined(line, marks))
        {
            Enter(2, Inline.Of(raw).Readable, line, isBold: false);
            Add(line, EntryForm.Heading, Inline.Of(raw), raw, marks);
            _open.Clear();
            return;
        }

        if (SignedHeadings.LevelOf(raw) is var level and > 0 && marks is { Marker.Length: 0, Box: BoxState.None, Quotes: 0, Indent: < 4 })
        {
            Enter(level, SignedHeadings.WordsOf(raw), line, isBold: false);
            Add(line, EntryForm.Heading, Inline.Of(SignedHeadings.WordsOf(raw)), raw, marks);
            _open.Clear();
            return;
        }

        var words = Inline.Of(raw);
        if (Continues(line, marks, words))
        {
            var before = _entries[^1];
            before.Raw = before.Raw.Length > Inline.Longest ? before.Raw : $"{before.Raw} {raw}";
            before.Words = Inline.Of(before.Raw);
            before.LastLine = line;
            return;
        }

        if (marks.Marker.Length > 0)
        {
            Add(line, EntryForm.Listed, words, raw, marks, parent: ParentOf(marks));
            _open.Add(_entries[^1]);
            return;
        }

        AddLine(line, marks, raw, words);
    }

    /// <summary>"1. Preparation" over a line of dashes is a heading to its author and a list to Markdown.</summary>
    private bool IsUnderlined(int line, MarkedLine marks) =>
        marks is { Ordered: true, Box: BoxState.None, Indent: 0 }
        && line < _source.LineCount
        && _source.Line(line + 1).Trim() is { Length: >= 3 } below
        && (below.All(it => it == '-') || below.All(it => it == '='));

    private bool Continues(int line, MarkedLine marks, Inline words) =>
        _entries.LastOrDefault() is { Form: EntryForm.Listed } before
        && _blocks.SameParagraph(line, _lastTextLine)
        && _lastTextLine == line - 1
        && marks is { Marker.Length: 0, Box: BoxState.None }
        && !words.HasBlank
        && words.Bold.Length == 0
        && !before.Words.HasBlank
        && !LineEndsHard(line - 1);

    private bool LineEndsHard(int line)
    {
        var text = _source.Line(line);
        return text.EndsWith("  ", StringComparison.Ordinal) || text.EndsWith('\\');
    }

    private void AddLine(int line, MarkedLine marks, string raw, Inline words)
    {
        var parent = ParentOf(marks);
        var isHeading = parent is null && marks.Box == BoxState.None && BoldHeadings.Is(words);
        if (isHeading)
        {
            AddBoldHeading(line, marks, raw, words);
        }
        else
        {
            Add(line, EntryForm.Line, words, raw, marks, parent: parent);
        }

        var leads = words.Text.TrimEnd() is [.., ':' or '：' or '…'] || IsShortBeforeList(line, marks, words);
        if (parent is null && !isHeading && (leads || !words.HasBlank && marks.Box == BoxState.None))
        {
            _leadIn = leads && !words.HasBlank ? _entries[^1] : null;
        }
    }

    /// <summary>"We go back when" without a colon: a few words and no full stop, directly before a list without boxes.</summary>
    private bool IsShortBeforeList(int line, MarkedLine marks, Inline words)
    {
        if (
            marks is not { Marker.Length: 0, Box: BoxState.None }
            || words.HasBlank
            || words.Text.Length is 0 or > 60
            || words.Text.TrimEnd()[^1] is '.' or '。' or '!' or '?'
        )
        {
            return false;
        }

        var next = line + 1;
        while (next <= _source.LineCount && next <= line + 2 && _source.Line(next).AsSpan().Trim().IsEmpty)
        {
            next++;
        }

        return next <= _source.LineCount && Marks(next) is { Marker.Length: > 0, Box: BoxState.None };
    }

    private void AddBoldHeading(int line, MarkedLine marks, string raw, Inline words)
    {
        var level = _section.Chain().First(it => !it.IsBold).Level + 1;
        Enter(level, words.Readable, line, isBold: true);
        _open.Clear();
        Add(line, EntryForm.Line, words, raw, marks);
    }

    private Entry? ParentOf(MarkedLine marks)
    {
        _open.RemoveAll(it => it.Marks.Indent >= marks.Indent && (marks.Marker.Length > 0 || it.Marks.Indent > 0));
        var parent = _open.FindLast(it => it.Marks.Indent < marks.Indent && it.Marks.Quotes == marks.Quotes);
        if (parent is null && marks.Marker.Length == 0)
        {
            _open.Clear();
        }

        return parent;
    }

    private void Add(
        int line,
        EntryForm form,
        Inline words,
        string raw,
        MarkedLine marks,
        Entry? parent = null,
        Fence? fence = null,
        Row? row = null
    )
    {
        var entry = new Entry
        {
            Line = line,
            LastLine = line,
            Form = form,
            Marks = marks,
            Words = words,
            Raw = raw,
            Section = _section,
            LeadIn = _leadIn,
            Parent = parent,
            Fence = fence,
            Row = row,
        };
        _entries.Add(entry);
        parent?.Children.Add(entry);
    }
}
