using System.Globalization;
using System.Text;
using Slipway.TestReports.Counting;
using Slipway.TestReports.Opening;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Lines;

/// <summary>
/// The Test Anything Protocol, versions 12 to 14. A point that sums up a subtest is no case; its points are.
/// </summary>
/// <remarks>Source: TAP 12, 13 and 14 specifications.</remarks>
internal sealed class TapForm(LineReader lines, ReportTally tally, ReportLimits limits, Flaws flaws)
{
    private readonly CaseDraft _case = new();
    private readonly List<Level> _levels = [new()];
    private Waiting? _waiting;

    /// <summary>Whether the runner of Node wrote it.</summary>
    public bool IsNode { get; private set; }

    public void Read()
    {
        while (lines.Next())
        {
            if (_waiting is { InNotes: true })
            {
                Note();
                continue;
            }

            Line();
        }

        Finish();
    }

    private void Line()
    {
        var line = lines.Line;
        var indent = Indent(line);
        var text = line[indent..].TrimEnd(" \t"u8);
        if (text.IsEmpty)
        {
            return;
        }

        if (_waiting is not null && text.SequenceEqual("---"u8))
        {
            (_waiting.InNotes, _waiting.NotesIndent) = (true, indent);
            return;
        }

        var level = indent / 4;
        if (level >= limits.Depth)
        {
            throw new RefusedReport($"line {lines.Number}: subtests are nested deeper than {limits.Depth}");
        }

        if (TapPoint.Read(text) is { } point && indent % 4 == 0)
        {
            Point(point, level);
        }
        else if (indent % 4 == 0 && Plan(text) is { } plan)
        {
            SettlePoint();
            Planned(plan, level);
        }
        else if (text.StartsWith("Bail out!"u8))
        {
            SettlePoint();
            flaws.Add($"line {lines.Number}: the run bailed out");
            tally.AddOutsideError();
        }
        else if (text.StartsWith("TAP version"u8) && level == 0)
        {
            SettlePoint();
            AnotherDocument();
        }
        else if (text.SequenceEqual("}"u8))
        {
            SettlePoint();
            CloseBrace(level);
        }
    }

    private void AnotherDocument()
    {
        if (_levels[0].Points > 0 || _levels[0].Plan is not null)
        {
            flaws.Add($"line {lines.Number}: a second document begins");
            Ended(_levels[0], "");
            _levels.Clear();
            _levels.Add(new());
        }
    }

    private void Point(TapPoint point, int level)
    {
        SettlePoint();
        LeaveTo(level, out var subtest);
        while (_levels.Count <= level)
        {
            _levels.Add(new() { BadBefore = tally.Bad, TestsBefore = tally.Tests });
        }

        var here = _levels[level];
        here.Points++;
        if (point.Number is { } number && number != here.Points && !here.SaidOrder)
        {
            here.SaidOrder = true;
            flaws.Add($"line {lines.Number}: point {number} stands where {here.Points} should");
        }

        if (point.Opens)
        {
            // Its points come behind it, within braces.
            _levels.Add(
                new()
                {
                    BadBefore = tally.Bad,
                    TestsBefore = tally.Tests,
                    Brace = point,
                }
            );
            return;
        }

        _waiting = new()
        {
            Point = point,
            Line = lines.Number,
            Subtest = subtest,
        };
    }

    /// <summary>Ends the subtests that are deeper than this level; the last of them is the one that the next point sums up.</summary>
    private void LeaveTo(int level, out Level? subtest)
    {
        subtest = null;
        while (_levels.Count > level + 1)
        {
            subtest = _levels[^1];
            if (subtest.Brace is not null && level + 1 < _levels.Count)
            {
                flaws.Add($"line {lines.Number}: a subtest is not closed");
            }

            Ended(subtest, $"a subtest before line {lines.Number}");
            _levels.RemoveAt(_levels.Count - 1);
        }
    }

    private void CloseBrace(int level)
    {
        if (_levels.Count > level + 1 && _levels[level + 1].Brace is { } point)
        {
            var subtest = _levels[level + 1];
            subtest.Brace = null;
            LeaveTo(level, out _);
            _waiting = new()
            {
                Point = point,
                Line = lines.Number,
                Subtest = subtest,
            };
        }
    }

    private void Planned(long plan, int level)
    {
        while (_levels.Count <= level)
        {
            _levels.Add(new() { BadBefore = tally.Bad, TestsBefore = tally.Tests });
        }

        if (_levels.Count > level + 1)
        {
            LeaveTo(level, out _);
        }

        if (_levels[level].Plan is not null)
        {
            flaws.Add($"line {lines.Number}: a second plan");
        }

        _levels[level].Plan = plan;
    }

    private void Note()
    {
        var line = lines.Line;
        var indent = Indent(line);
        var text = line[indent..].TrimEnd(" \t"u8);
        if (text.SequenceEqual("..."u8) && indent <= _waiting!.NotesIndent)
        {
            _waiting.InNotes = false;
            SettlePoint();
            return;
        }

        if (indent <= _waiting!.NotesIndent && text.StartsWith("duration_ms:"u8))
        {
            _waiting.Seconds = Times.Seconds(text[12..]) / 1000;
            IsNode = true;
        }
        else if (indent <= _waiting.NotesIndent && text.SequenceEqual("type: 'suite'"u8))
        {
            _waiting.IsSuite = true;
        }

        if (tally.Listens)
        {
            _waiting.Take(line, limits.TextBytes);
        }
    }

    /// <summary>Counts the point that was read last, now that its notes are known.</summary>
    private void SettlePoint()
    {
        if (_waiting is not { } it)
        {
            return;
        }

        _waiting = null;
        var sumsUp = it.Subtest is { } subtest && (subtest.Points > 0 || tally.Tests > subtest.TestsBefore);
        if (it.IsSuite || sumsUp)
        {
            if (it.Point.Outcome == TestOutcome.Failed && (it.Subtest is null || tally.Bad == it.Subtest.BadBefore))
            {
                tally.AddOutsideError();
            }

            return;
        }

        _case.Clear();
        _case.Say(it.Point.Outcome);
        (_case.Seconds, _case.Name) = (it.Seconds, it.Point.Name);
        _case.Message = it.Point.Reason.Length > 0 ? new(it.Point.Reason, 0) : null;
        _case.Details = it.Notes.Length > 0 ? new(it.Notes.ToString(), it.Omitted) : null;
        tally.Add(_case);
    }

    private void Finish()
    {
        if (_waiting is { InNotes: true })
        {
            flaws.Add($"line {lines.Number}: it ends within the notes of a point: it is cut off");
        }

        SettlePoint();
        if (_levels.Count > 1)
        {
            flaws.Add("it ends within a subtest: it is cut off");
        }

        Ended(_levels[0], "it");
    }

    private void Ended(Level level, string which)
    {
        if (level.Plan is null)
        {
            flaws.Add($"{which} has no plan, so that nobody knows whether points are missing");
        }
        else if (level.Plan != level.Points)
        {
            flaws.Add($"{which} plans {level.Plan} points and shows {level.Points}");
        }
    }

    private static int Indent(ReadOnlySpan<byte> line)
    {
        var indent = 0;
        while (indent < line.Length && line[indent] == ' ')
        {
            indent++;
        }

        return indent;
    }

    private static long? Plan(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("1.."u8))
        {
            return null;
        }

        var digits = text[3..];
        var end = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = end < 0 ? digits : digits[..end];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var plan) ? plan : null;
    }

    private sealed class Level
    {
        public long? Plan { get; set; }

        public long Points { get; set; }

        public bool SaidOrder { get; set; }

        public long BadBefore { get; init; }

        public long TestsBefore { get; init; }

        /// <summary>The point whose brace opened it, until it is closed.</summary>
        public TapPoint? Brace { get; set; }
    }

    /// <summary>A point whose notes may still come.</summary>
    private sealed class Waiting
    {
        public required TapPoint Point { get; init; }

        public required long Line { get; init; }

        public Level? Subtest { get; init; }

        public bool InNotes { get; set; }

        public int NotesIndent { get; set; }

        /// <summary>Whether its notes say that it is no test.</summary>
        public bool IsSuite { get; set; }

        public double? Seconds { get; set; }

        public StringBuilder Notes { get; } = new();

        public long Omitted { get; private set; }

        public void Take(ReadOnlySpan<byte> line, int most)
        {
            if (Notes.Length + line.Length > most)
            {
                Omitted += line.Length + 1;
                return;
            }

            Notes.Append(Encoding.UTF8.GetString(line)).Append('\n');
        }
    }
}
