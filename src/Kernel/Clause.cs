namespace Slipway.Kernel;

/// <summary>How two numbers are compared.</summary>
public enum Comparison
{
    /// <summary>&lt;</summary>
    Less,

    /// <summary>&lt;=</summary>
    AtMost,

    /// <summary>=</summary>
    Equal,

    /// <summary>&gt;=</summary>
    AtLeast,

    /// <summary>&gt;</summary>
    Greater,

    /// <summary>!=</summary>
    NotEqual,
}

/// <summary>Which text of an observation is meant.</summary>
public enum TextSource
{
    /// <summary>Standard output.</summary>
    Stdout,

    /// <summary>Standard error.</summary>
    Stderr,

    /// <summary>The body of an HTTP response.</summary>
    Body,

    /// <summary>One header of an HTTP response.</summary>
    Header,
}

/// <summary>What is asked of a text.</summary>
public enum TextTest
{
    /// <summary>Holds the words.</summary>
    Contains,

    /// <summary>Holds all of the words.</summary>
    ContainsAll,

    /// <summary>Does not hold the words.</summary>
    Lacks,

    /// <summary>Is the words, blanks at both ends aside.</summary>
    Equals,

    /// <summary>Is one of the words.</summary>
    OneOf,

    /// <summary>Every row holds the words; header rows are left out.</summary>
    All,

    /// <summary>Matches a regular expression (linear-time: no look-around, no back references).</summary>
    Matches,

    /// <summary>Is empty but for blanks.</summary>
    Empty,

    /// <summary>Is not empty.</summary>
    NonEmpty,

    /// <summary>Holds a token (a JSON Web Token, or a JSON member whose name says token).</summary>
    ContainsToken,
}

/// <summary>
/// One part of an expectation. The words of each are those of <c>docs/guides/expectations.md</c>; <see cref="Words"/> holds what
/// was not understood and is never met.
/// </summary>
public abstract record Clause
{
    private Clause() { }

    /// <summary><c>exit0</c>, <c>exit 3</c>, <c>exit non-zero</c> (null).</summary>
    public sealed record Exit(int? Code) : Clause;

    /// <summary><c>status 200</c>, <c>status 2xx</c> (low 200, high 299).</summary>
    public sealed record HttpStatus(int Low, int High) : Clause;

    /// <summary><c>stdout contains 'x'</c> and its kin.</summary>
    public sealed record Text(TextSource Source, string? Header, TextTest Test, IReadOnlyList<string> Wanted) : Clause;

    /// <summary><c>stdout version &gt;= 24</c>.</summary>
    public sealed record Version(TextSource Source, Comparison Comparison, string Wanted) : Clause;

    /// <summary><c>stdout lines &gt;= 3</c>; lines that are not blank.</summary>
    public sealed record Lines(TextSource Source, Comparison Comparison, long Wanted) : Clause;

    /// <summary><c>json '$.status' = 'ok'</c>; the path in the words of RFC 9535's plain member and index steps.</summary>
    public sealed record Json(string Path, Comparison Comparison, string Wanted, bool IsText) : Clause;

    /// <summary><c>value &lt; 500 ms</c>; <paramref name="Measure"/> is empty, or names what is measured (<c>error rate</c>, <c>throughput</c>).</summary>
    public sealed record Value(string Measure, Comparison Comparison, Quantity Bound) : Clause;

    /// <summary><c>value between 1 % and 5 %</c>, both ends included.</summary>
    public sealed record Between(Quantity Low, Quantity High) : Clause;

    /// <summary><c>value &gt; 2x baseline</c>.</summary>
    public sealed record OfBaseline(Comparison Comparison, double Factor) : Clause;

    /// <summary><c>increasing</c>: the last three or more values each above the one before.</summary>
    public sealed record Increasing : Clause;

    /// <summary><c>growing over 5m</c>: the numbers of many looks rise; without a window five minutes.</summary>
    public sealed record Growing(TimeSpan Over) : Clause;

    /// <summary><c>after 1h</c>: only from so long after the first change on.</summary>
    public sealed record After(TimeSpan Since) : Clause;

    /// <summary><c>changed within 30m</c>: the last change is no older than that.</summary>
    public sealed record ChangedWithin(TimeSpan Window) : Clause;

    /// <summary><c>3 in a row</c>: so many looks one behind the other.</summary>
    public sealed record InARow(int Looks) : Clause;

    /// <summary><c>p95 &lt; 500 ms</c> over the samples.</summary>
    public sealed record Percentile(double Rank, Comparison Comparison, Quantity Bound) : Clause;

    /// <summary><c>count errors = 0</c>; the noun may be empty.</summary>
    public sealed record Count(string Noun, Comparison Comparison, long Wanted) : Clause;

    /// <summary><c>rows &gt; 0</c>.</summary>
    public sealed record RowCount(Comparison Comparison, long Wanted) : Clause;

    /// <summary><c>path 'dist/' or 'build/' exists</c>; <c>absent</c>.</summary>
    public sealed record PathIs(IReadOnlyList<string> Paths, bool Exists) : Clause;

    /// <summary><c>size &gt; 1 MB</c> of every path looked at.</summary>
    public sealed record Size(Comparison Comparison, Quantity Bound) : Clause;

    /// <summary><c>age &lt; 24 h</c> of every path looked at.</summary>
    public sealed record Age(Comparison Comparison, Quantity Bound) : Clause;

    /// <summary><c>mode 600</c> of every path looked at.</summary>
    public sealed record Mode(string Octal) : Clause;

    /// <summary><c>tcp 3000 free</c>, <c>tcp 3000 reachable</c>.</summary>
    public sealed record Port(int Number, bool Reachable) : Clause;

    /// <summary><c>weight = 10 %</c>.</summary>
    public sealed record Weight(Comparison Comparison, double Percent) : Clause;

    /// <summary><c>approved by 'Role'</c>.</summary>
    public sealed record ApprovedBy(string Role) : Clause;

    /// <summary><c>equals 'Yes'</c>.</summary>
    public sealed record AnswerIs(string Wanted) : Clause;

    /// <summary><c>one of GO/NO-GO</c>: a choice is to be made; which one is the answer.</summary>
    public sealed record AnswerOneOf(IReadOnlyList<string> Choices) : Clause;

    /// <summary><c>grade &gt;= A</c>; <paramref name="Wanted"/> is one of <see cref="Grades.All"/>.</summary>
    public sealed record Grade(Comparison Comparison, string Wanted) : Clause;

    /// <summary>Words whose evidence is not a single look: <c>down</c>, <c>event</c>, <c>streaming</c>, <c>interactive</c>, <c>artifact exists</c>, and all that was not understood.</summary>
    public sealed record Words(string Said) : Clause;
}
