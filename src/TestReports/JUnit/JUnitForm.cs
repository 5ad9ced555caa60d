using System.Buffers.Text;
using System.Text;
using Slipway.TestReports.Counting;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.JUnit;

/// <summary>
/// JUnit XML: suites in suites, cases in suites, and what a case carries says how it ended. What differs between the tools that
/// write it is in <see cref="JUnitDialects"/>.
/// </summary>
/// <remarks>Sources: surefire-test-report-3.0.xsd, junit-10.xsd of the Jenkins xUnit plugin, and the writers themselves.</remarks>
internal sealed class JUnitForm(Utf8Xml xml, ReportTally tally, ReportLimits limits)
{
    private readonly Stack<Suite> _suites = new();
    private readonly CaseDraft _case = new();
    private readonly JUnitDialects _dialects = new();
    private ulong _suitesBegun;

    public ReportDialect Dialect => _dialects.Told;

    /// <summary>Stands at the root; reads to the end of the document.</summary>
    public void Read()
    {
        for (var part = XmlPart.Start; part != XmlPart.Nothing; part = xml.Read())
        {
            if (part == XmlPart.Start)
            {
                Begin();
            }
            else if (part == XmlPart.End && _suites.TryPeek(out var suite) && suite.Depth == xml.Depth)
            {
                Close();
            }
        }

        tally.Settle();
    }

    private void Begin()
    {
        if (xml.Is("testcase"u8))
        {
            Case();
        }
        else if (xml.Is("testsuite"u8) || xml.Is("testsuites"u8))
        {
            Open();
        }
        else if (xml.Is("property"u8))
        {
            Property();
        }
        else if ((xml.Is("error"u8) || xml.Is("failure"u8)) && _suites.TryPeek(out var suite) && suite.Depth == xml.Depth - 1)
        {
            suite.BrokeOutside = true;
            tally.AddOutsideError();
            xml.Skip();
        }
        else if (xml.Is("system-out"u8) || xml.Is("system-err"u8))
        {
            xml.Skip();
        }
    }

    private void Open()
    {
        if (_suites.TryPeek(out var parent))
        {
            parent.HasSuites = true;
        }

        _dialects.Suite(xml, isRoot: xml.Depth == 1);
        var name = xml["name"u8] ?? "";
        _suites.Push(
            new()
            {
                Depth = xml.Depth,
                Name = name,
                Path = tally.Listens ? JUnitTexts.Path(parent?.Path ?? [], name) : [],
                Key = _dialects.SuiteKey(name, ++_suitesBegun),
                DeclaredTests = Whole("tests"u8),
                DeclaredBad = Whole("failures"u8) + Whole("errors"u8),
                TestsBefore = tally.Tests,
                BadBefore = tally.Bad,
                Host = tally.Listens ? xml["hostname"u8] ?? parent?.Host : null,
                Timestamp = tally.Listens ? Times.Moment(xml["timestamp"u8]) ?? parent?.Timestamp : null,
            }
        );
        if (xml["commit"u8] is { } commit)
        {
            JUnitTexts.Commit(tally, "commit", commit);
        }
    }

    private void Close()
    {
        var suite = _suites.Pop();
        var (tests, bad) = (tally.Tests - suite.TestsBefore, tally.Bad - suite.BadBefore);
        if (tests == 0 && bad == 0 && suite is { Rows: 0, DeclaredBad: > 0, HasSuites: false, BrokeOutside: false })
        {
            tally.AddOutsideError();
            bad++;
        }

        if (suite.DeclaredTests > tests + suite.Rows && !_dialects.CountsOtherThings)
        {
            tally.Contradicts($"the suite '{JUnitTexts.Short(suite.Name)}' says {suite.DeclaredTests} tests and shows {tests}");
        }

        if (suite.DeclaredBad > 0 && bad == 0 && suite.Rows == 0)
        {
            tally.Contradicts($"the suite '{JUnitTexts.Short(suite.Name)}' says {suite.DeclaredBad} failures and shows none");
        }

        if (!_dialects.RepeatsAcrossSuites && suite.TestsBefore != tally.Tests)
        {
            tally.Settle();
        }

        if (_suites.TryPeek(out var parent))
        {
            parent.Rows += suite.Rows;
        }
    }

    private void Case()
    {
        _case.Clear();
        _suites.TryPeek(out var suite);
        _dialects.Case(xml);
        Attributes(suite);
        var before = tally.Tests;
        if (!Children(xml.Depth))
        {
            return;
        }

        tally.Add(_case);
        if (suite is not null && tally.Tests == before)
        {
            suite.Rows++;
        }
    }

    private void Attributes(Suite? suite)
    {
        var (file, className, name) = (0UL, 0UL, 0UL);
        var folds = _dialects.Folds;
        for (var at = 0; at < xml.AttributeCount; at++)
        {
            var attribute = xml.AttributeName(at);
            var value = xml.RawValue(at);
            switch (attribute.Length)
            {
                case 4 when attribute.SequenceEqual("time"u8):
                    _case.Seconds = Times.Seconds(value);
                    break;
                case 4 when folds && attribute.SequenceEqual("name"u8):
                    name = Hashing.Of(value);
                    break;
                case 4 when folds && attribute.SequenceEqual("file"u8):
                    file = Hashing.Of(value);
                    break;
                case 9 when folds && attribute.SequenceEqual("classname"u8):
                    className = Hashing.Of(value);
                    break;
                case 6 when attribute.SequenceEqual("status"u8) || attribute.SequenceEqual("result"u8):
                case 7
                    when attribute.SequenceEqual("skipped"u8)
                        || attribute.SequenceEqual("ignored"u8)
                        || attribute.SequenceEqual("success"u8):
                case 8 when attribute.SequenceEqual("executed"u8) || attribute.SequenceEqual("disabled"u8):
                    _case.Say(JUnitTexts.Said(attribute, value));
                    break;
            }
        }

        if (folds)
        {
            var key = (suite?.Key ?? 1) ^ (name * 3) ^ ulong.RotateLeft(className, 21) ^ ulong.RotateLeft(file, 42);
            (_case.Key, _case.OnlyAfterFailure) = (key == 0 ? 1 : key, _dialects.OnlyAfterFailure);
        }

        if (tally.Listens)
        {
            JUnitTexts.Names(xml, _case);
            (_case.Suites, _case.Host) = (suite?.Path ?? [], xml["hostname"u8] ?? suite?.Host);
            _case.Timestamp = Times.Moment(xml["timestamp"u8]) ?? suite?.Timestamp;
        }
    }

    /// <summary>What the case carries; false when the document ends within it and nothing says that it went wrong.</summary>
    private bool Children(int depth)
    {
        for (var part = xml.Read(); part != XmlPart.Nothing; part = xml.Read())
        {
            if (part == XmlPart.End && xml.Depth == depth)
            {
                return true;
            }

            if (part == XmlPart.Start)
            {
                Child();
            }
        }

        // Cut off: what was not shown to fail was not shown to pass either.
        return _case.Outcome >= TestOutcome.Failed;
    }

    private void Child()
    {
        switch (JUnitWords.Of(xml.Name))
        {
            case JUnitWord.Failure:
                End(TestOutcome.Failed);
                break;
            case JUnitWord.Error:
                _case.SameAttempt = _dialects.IsSecondEnd(xml);
                End(TestOutcome.Error);
                break;
            case JUnitWord.Skipped:
                _case.FailedBefore |= _dialects.IsRerunMark(xml);
                End(TestOutcome.Skipped);
                break;
            case JUnitWord.Flaky:
                Other(cameBefore: true);
                break;
            case JUnitWord.Rerun:
                Other(cameBefore: false);
                break;
            case JUnitWord.Output when tally.Listens:
                _case.Output = JUnitTexts.Joined(_case.Output, XmlTexts.Within(xml, limits.TextBytes), limits.TextBytes);
                break;
            case JUnitWord.ErrorOutput when tally.Listens:
                _case.ErrorOutput = JUnitTexts.Joined(_case.ErrorOutput, XmlTexts.Within(xml, limits.TextBytes), limits.TextBytes);
                break;
            case JUnitWord.Properties:
                break;
            case JUnitWord.Property:
                Property();
                break;
            case JUnitWord.Case:
                xml.Flaw("a case begins within a case, whose end is missing");
                xml.Skip();
                break;
            default:
                xml.Skip();
                break;
        }
    }

    private void End(TestOutcome outcome)
    {
        var tells = tally.Listens && (outcome >= _case.Outcome || _case.Message is null);
        _case.Say(outcome);
        if (!tells)
        {
            xml.Skip();
            return;
        }

        (_case.Message, _case.Type) = (JUnitTexts.Message(xml, limits.TextBytes), xml["type"u8]);
        _case.Details = JUnitTexts.Filled(XmlTexts.Within(xml, limits.TextBytes));
    }

    /// <summary><c>flakyFailure</c>, <c>flakyError</c>: tries before one that passed. <c>rerunFailure</c>, <c>rerunError</c>: tries behind one that failed.</summary>
    private void Other(bool cameBefore)
    {
        _case.Reruns++;
        _case.FailedBefore |= cameBefore;
        _case.OthersCameBefore |= cameBefore;
        _case.Seconds = Times.Seconds(xml.Index("time"u8) is >= 0 and var at ? xml.RawValue(at) : default) is { } more
            ? (_case.Seconds ?? 0) + more
            : _case.Seconds;
        if (tally.Listens && _case.Others.Count < 1_000)
        {
            _case.Others.Add(JUnitTexts.Attempt(xml, limits.TextBytes));
        }
        else
        {
            xml.Skip();
        }
    }

    private void Property()
    {
        var (name, value) = (xml["name"u8], xml["value"u8]);
        _dialects.Property(name, value);
        if (name is not null && value is not null)
        {
            JUnitTexts.Commit(tally, name, value);
            if (tally.Listens && _case.Properties.Count < 64)
            {
                _case.Properties[name] = value;
            }
        }
    }

    private long Whole(ReadOnlySpan<byte> attribute) =>
        xml.Index(attribute) is >= 0 and var at
        && Utf8Parser.TryParse(xml.RawValue(at), out long number, out var used)
        && used == xml.RawValue(at).Length
            ? Math.Max(0, number)
            : 0;

    private sealed class Suite
    {
        public required int Depth { get; init; }

        public required string Name { get; init; }

        public required IReadOnlyList<string> Path { get; init; }

        public required ulong Key { get; init; }

        public required long DeclaredTests { get; init; }

        public required long DeclaredBad { get; init; }

        public required long TestsBefore { get; init; }

        public required long BadBefore { get; init; }

        public string? Host { get; init; }

        public DateTimeOffset? Timestamp { get; init; }

        public bool HasSuites { get; set; }

        public bool BrokeOutside { get; set; }

        /// <summary>Rows that were repeats of a case.</summary>
        public long Rows { get; set; }
    }
}
