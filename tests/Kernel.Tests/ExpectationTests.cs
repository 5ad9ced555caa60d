using static Slipway.Kernel.Verdict;

namespace Slipway.Kernel.Tests;

/// <summary>Every form of clause: what passes it, what fails it, and what is too little to say.</summary>
public sealed class ExpectationTests
{
    [Theory]
    [MemberData(nameof(Exits))]
    [MemberData(nameof(Statuses))]
    [MemberData(nameof(Texts))]
    [MemberData(nameof(Rows))]
    [MemberData(nameof(Numbers))]
    [MemberData(nameof(CountsAndJson))]
    [MemberData(nameof(PathsAndPorts))]
    [MemberData(nameof(People))]
    public void an_expectation_is_judged_by_what_was_seen(string expectation, Seen seen, Verdict verdict) =>
        Expectation.Parse(expectation).Judge(seen.Observation).Verdict.ShouldBe(verdict);

    public static TheoryData<string, Seen, Verdict> Exits =>
        new()
        {
            { "exit0", Exit(0), Pass },
            { "exit0", Exit(1), Fail },
            { "exit0", new(), Inconclusive },
            { "exit0", Running("ok"), Inconclusive },
            { "exit 3", Exit(3), Pass },
            { "exit3", Exit(0), Fail },
            { "exit non-zero", Exit(1), Pass },
            { "exit non-zero", Exit(255), Pass },
            { "exit non-zero", Exit(0), Fail },
            { "exit non-zero", Exit(127), Inconclusive },
            { "exit non-zero", Exit(126), Inconclusive },
            { "exit non-zero", Exit(137), Inconclusive },
            { "exit non-zero", new(), Inconclusive },
        };

    public static TheoryData<string, Seen, Verdict> Statuses =>
        new()
        {
            { "status 200", Http(200), Pass },
            { "status 200", Http(204), Fail },
            { "status 2xx", Http(299), Pass },
            { "status 2xx", Http(300), Fail },
            { "status 200", new(), Inconclusive },
            { "status 200", Out("200"), Inconclusive },
            { "body contains 'ok'", Http(200, "it is ok"), Pass },
            { "body contains 'ok'", Http(200, "down"), Fail },
            { "body contains 'ok'", new(), Inconclusive },
            { "body contains 'ok'", Out("ok"), Pass },
            { "body lacks 'error'", Http(200, "fine"), Pass },
            { "body lacks 'error'", Http(200, "error"), Fail },
            { "body lacks 'error'", Http(404, "not found"), Inconclusive },
            { "status 404 and body lacks 'error'", Http(404, "not found"), Pass },
            { "body lacks 'error'", Http(200), Inconclusive },
            { "body empty", Http(200, " "), Pass },
            { "body empty", Http(502, ""), Inconclusive },
            { "body non-empty", Http(200, "x"), Pass },
            { "body non-empty", Http(200, "\n"), Fail },
            { "body contains token", Http(200, """{"access_token":"abcdefghij"}"""), Pass },
            { "body contains token", Http(200, "eyJhbGciOiJI.eyJzdWIiOiIx.c2ln"), Pass },
            { "body contains token", Http(200, """{"token":""}"""), Fail },
            { "header 'X-Frame-Options' equals 'DENY'", Header("x-frame-options", "DENY"), Pass },
            { "header 'X-Frame-Options' equals 'DENY'", Header("x-frame-options", "SAMEORIGIN"), Fail },
            { "header 'X-Frame-Options' equals 'DENY'", Header("server", "x"), Fail },
            { "header 'X-Frame-Options' equals 'DENY'", Http(200), Inconclusive },
            { "header 'Server' lacks 'nginx/'", Header("other", "x"), Pass },
            { "header 'Server' lacks 'nginx/'", Header("server", "nginx/1.2"), Fail },
            { "header 'Server' empty", new(new() { Headers = new Dictionary<string, string>() }), Inconclusive },
        };

    public static TheoryData<string, Seen, Verdict> Texts =>
        new()
        {
            { "stdout contains 'a b'", Out("x a b y"), Pass },
            { "stdout contains 'a b'", Out("A B"), Fail },
            { "stdout contains 'a b'", new(), Inconclusive },
            { "stdout contains 'a b'", Cut("x"), Inconclusive },
            { "stdout contains 'a b'", Cut("a b"), Pass },
            { "stdout contains 'a b'", Running("a b"), Pass },
            { "stdout contains 'a b'", Running("x"), Inconclusive },
            { "stdout contains 'it''s'", Out("it's"), Pass },
            { "stdout contains 'don't'", Out("we don't"), Pass },
            { "stdout contains 'a  b'", Out("a b"), Fail },
            { "stdout contains all of 'a','b'", Out("b a"), Pass },
            { "stdout contains all of 'a', 'b' and 'c'", Out("b a"), Fail },
            { "stdout contains 'a' or 'b'", Out("a b"), Inconclusive },
            { "stdout contains 'a' unless b", Out("a"), Inconclusive },
            { "stdout contains ''", Out(""), Inconclusive },
            { "stdout contains all of 'a',''", Out("a"), Inconclusive },
            { "stdout lacks ''", Out("a"), Inconclusive },
            { "stderr lacks 'panic'", new(new() { Stderr = "ok", ExitCode = 0 }), Pass },
            { "stderr lacks 'panic'", new(new() { Stderr = "panic", ExitCode = 0 }), Fail },
            { "stdout lacks 'ERROR'", new(), Inconclusive },
            { "stdout lacks 'ERROR'", Cut("fine"), Inconclusive },
            { "stdout lacks 'ERROR'", Running("fine"), Inconclusive },
            { "stdout lacks 'ERROR'", Cut("ERROR"), Fail },
            { "stdout lacks 'ERROR'", Exit(127, "", "psql: not found"), Inconclusive },
            { "stdout lacks 'ERROR'", Exit(1, "", "connection refused"), Inconclusive },
            { "stdout lacks 'ERROR'", Exit(1, ""), Pass },
            { "exit 2 and stdout lacks 'ERROR'", Exit(2, "", "usage"), Pass },
            { "stdout equals 'on'", Out("on\n"), Pass },
            { "stdout equals 'on'", Out("off"), Fail },
            { "stdout equals 'on'", Cut("on"), Inconclusive },
            { "stdout equals 'on'", Running("on"), Inconclusive },
            { "stdout equals ''", Exit(2, "", "no such file"), Inconclusive },
            { "stdout one of 'a','b'", Out("b"), Pass },
            { "stdout one of 'a'/'b'", Out("c"), Fail },
            { "stdout one of 'a','b'", new(), Inconclusive },
            { "stdout matches '^v\\d+$'", Out("x\nv12\n"), Pass },
            { "stdout matches '^v\\d+$'", Out("v"), Fail },
            { "stdout matches '^v\\d+$'", Cut("v"), Inconclusive },
            { "stdout matches '.*'", Running(""), Inconclusive },
            { "stdout matches '.*'", Exit(127, "", "not found"), Inconclusive },
            { "stdout matches '(?=x)'", Out("x"), Inconclusive },
            { "stdout matches '('", Out("("), Inconclusive },
            { "stdout empty", Out(" \n"), Pass },
            { "stdout empty", Out("x"), Fail },
            { "stdout empty", new(), Inconclusive },
            { "stdout empty", Running(""), Inconclusive },
            { "stdout empty", Cut(""), Inconclusive },
            { "stdout empty", Exit(2, "", "grep: log: No such file"), Inconclusive },
            { "stdout empty", Exit(1, ""), Pass },
            { "stdout empty", Exit(137, ""), Inconclusive },
            { "stdout non-empty", Out("x"), Pass },
            { "stdout non-empty", Out("\n"), Fail },
            { "stdout non-empty", Running(""), Inconclusive },
            { "stdout non-empty", new(), Inconclusive },
            { "stdout version >= 24", Out("v24.1.0"), Pass },
            { "stdout version >= 24", Out("Docker version 23.0.5, build 1234567"), Fail },
            { "stdout version = 24", Out("24.1"), Pass },
            { "stdout version > 24", Out("24.1"), Fail },
            { "stdout version <= 3.9", Out("3.10.1"), Fail },
            { "stdout version >= 1.2.3", Out("1.2"), Fail },
            { "stdout version >= 24", Out("v24"), Pass },
            { "stdout version >= 24", Out("no number"), Inconclusive },
            { "stdout version >= 24", new(), Inconclusive },
            { "stdout version >= 24", Exit(127, "line 404: not found"), Inconclusive },
            { "stdout lines >= 2", Out("a\n\nb\n"), Pass },
            { "stdout lines >= 2", Out("a\n"), Fail },
            { "stdout lines >= 2", Running("a\nb"), Pass },
            { "stdout lines < 2", Running("a"), Inconclusive },
            { "stdout lines = 0", Exit(2, "", "no such file"), Inconclusive },
            { "stdout lines = 0", Cut("a"), Inconclusive },
            { "stdout lines = 0", new(), Inconclusive },
        };

    public static TheoryData<string, Seen, Verdict> Rows =>
        new()
        {
            { "stdout all 'healthy'", Out("a healthy\nb Healthy\n"), Pass },
            { "stdout all 'healthy'", Out("a healthy\nb unhealthy\n"), Fail },
            { "stdout all 'healthy'", Out("a healthy\nb un-healthy\n"), Fail },
            { "stdout all 'healthy'", Out("a healthy\nb not healthy\n"), Fail },
            { "stdout all 'healthy'", Out("NAME   STATUS\na      healthy\n"), Pass },
            { "stdout all 'Up'", Out(" name | state \n------+-------\n web  | Up\n(1 row)\n"), Pass },
            { "stdout all 'online'", Out("┌────┬────┐\n│ id │ st │\n├────┼────┤\n│ a  │ online │\n└────┴────┘\n"), Pass },
            { "stdout all 'healthy'", Out("DOWN\nhealthy\n"), Fail },
            { "stdout all 'healthy'", Out("healthy\nDOWN\n"), Fail },
            { "stdout all 'healthy'", Out("NAME   STATUS\n"), Inconclusive },
            { "stdout all 'healthy'", Out(""), Inconclusive },
            { "stdout all 'healthy'", Cut("healthy"), Inconclusive },
            { "stdout all 'healthy'", Running("healthy"), Inconclusive },
            { "stdout all 'healthy'", Cut("down"), Fail },
            { "stdout all 'healthy'", new(), Inconclusive },
            { "stdout all 'a' and 'b'", Out("a b\nb a\n"), Pass },
            { "stdout all 'a' and 'b'", Out("a b\nb\n"), Fail },
        };

    public static TheoryData<string, Seen, Verdict> Numbers =>
        new()
        {
            { "value < 500 ms", Value(212, "ms"), Pass },
            { "value < 500 ms", Value(0.6, "s"), Fail },
            { "value = 300 ms", Value(0.3, "s"), Pass },
            { "value < 500 ms", Out("212\n"), Pass },
            { "value < 500 ms", Out("12:30"), Inconclusive },
            { "value < 500", Out("0 errors found in 5 files"), Inconclusive },
            { "value < 500", Out("7 dwarves"), Inconclusive },
            { "value < 500 ms", Value(2, "GB"), Inconclusive },
            { "value < 500 ms", Value(double.NaN, "ms"), Inconclusive },
            { "value < 500 ms", Value(double.NegativeInfinity, "ms"), Inconclusive },
            { "value > 1", Value(double.PositiveInfinity, ""), Inconclusive },
            { "value != 1", Value(double.NaN, ""), Inconclusive },
            { "value < 5", Out(""), Inconclusive },
            { "value < 5", Out("NaN"), Inconclusive },
            { "value < 5", Out("1\n2"), Inconclusive },
            { "value < 5", Cut("1"), Inconclusive },
            { "value < 5", Running("1"), Inconclusive },
            { "value < 5", Out("4,5"), Inconclusive },
            { "value < 5", new(), Inconclusive },
            { "value = 0", Exit(2, "0", "log: No such file"), Inconclusive },
            { "value = 0", Exit(1, "0"), Pass },
            { "value = 0", Http(500, "0"), Inconclusive },
            { "value = 0", Http(200, "0"), Pass },
            { "value > -2", Out("-1"), Pass },
            { "value < 10 USD/day", Value(8, "USD/day"), Pass },
            { "value < 10 USD/day", Value(8, "EUR/day"), Inconclusive },
            { "value < 500 ms for 5 min", Out("1"), Inconclusive },
            { "error rate < 1 %", Value(0.2, "%"), Pass },
            { "error rate < 1 %", Value(0.002, ""), Pass },
            { "error rate < 1 %", Value(0.5, ""), Inconclusive },
            { "error rate < 1 %", Value(0.5, "ratio"), Fail },
            { "error rate < 1 %", Value(0, ""), Pass },
            { "error rate < 1 %", Value(3, ""), Fail },
            { "success rate >= 0.99", Value(5, "%"), Inconclusive },
            { "success rate >= 0.99", Value(100, "%"), Pass },
            { "availability >= 99.9 %", Value(0.9995, ""), Inconclusive },
            { "throughput >= 100 /s", Value(120, "/s"), Pass },
            { "throughput >= 100 /s", Value(6000, "/min"), Pass },
            { "throughput >= 100 /s", Value(99, "/s"), Fail },
            { "value between 1 and 5", Value(5, ""), Pass },
            { "value between 1 % and 5 %", Value(6, "%"), Fail },
            { "value between 10 % and 60 %", Value(0.5, ""), Inconclusive },
            { "value between 1 % and 5 %", Value(2, "ms"), Inconclusive },
            { "value between 1 and 5", Value(double.NaN, ""), Inconclusive },
            { "value between 1 and 5", new(), Inconclusive },
            { "value > 2x baseline", Baseline(10, 4), Pass },
            { "value <= 2x baseline", Baseline(10, 4), Fail },
            { "value <= baseline", Baseline(4, 4), Pass },
            { "value <= 2x baseline", Value(1, ""), Inconclusive },
            { "value <= 2x baseline", Baseline(1, double.NaN), Inconclusive },
            { "value <= 2x baseline", Baseline(double.NaN, 1), Inconclusive },
            { "increasing", History(1, 2, 3), Pass },
            { "increasing", History(1, 2, 2), Fail },
            { "increasing", History(1, 2), Inconclusive },
            { "increasing", History(1, double.NaN, 3), Inconclusive },
            { "increasing", new(), Inconclusive },
            { "p95 < 500 ms", Samples(20, 100), Pass },
            { "p95 < 0.5 s", Samples(20, 100), Pass },
            { "p95 < 50 ms", Samples(20, 100), Fail },
            { "p95 < 500", Samples(19, 100), Inconclusive },
            { "p99 < 500", Samples(99, 100), Inconclusive },
            { "p50 < 500", Samples(0, 100), Inconclusive },
            { "p99.9999999999 < 500", Samples(1000, 100), Inconclusive },
            { "p50 < 500", Samples(2, double.NaN), Inconclusive },
            { "p50 < 500", new(), Inconclusive },
            { "weight = 10 %", Value(10, "%"), Pass },
            { "weight = 10 %", Value(5, "%"), Fail },
            { "weight = 10 %", Value(0.1, ""), Inconclusive },
            { "weight = 10 %", Out("10"), Inconclusive },
        };

    public static TheoryData<string, Seen, Verdict> CountsAndJson =>
        new()
        {
            { "count = 0", new(new() { Rows = 0 }), Pass },
            { "count = 0", Out("0"), Pass },
            { "count = 0", Out("0.5"), Inconclusive },
            { "count = 0", new(), Inconclusive },
            { "count errors = 0", Counts("errors", 0), Pass },
            { "count errors = 0", Counts("errors", 2), Fail },
            { "count errors = 0", Counts("passed", 9), Inconclusive },
            { "count errors = 0", Out("found 0 errors"), Pass },
            { "count errors = 0", Out("Errors: 3"), Fail },
            { "count errors = 0", Out("1,000 errors"), Fail },
            { "count errors = 0", Out("1.0 errors"), Inconclusive },
            { "count errors = 0", Out("0 errors, 2 errors"), Inconclusive },
            { "count errors = 0", Out("fine"), Inconclusive },
            { "count errors = 0", Cut("0 errors"), Inconclusive },
            { "count errors = 0", Running("0 errors"), Inconclusive },
            { "count errors = 0", Exit(2, "0 errors", "fatal"), Inconclusive },
            { "count passed >= 100", Out("120 passed, 3 failed"), Pass },
            { "rows > 0", new(new() { Rows = 1 }), Pass },
            { "rows > 0", new(new() { Rows = 0 }), Fail },
            { "rows > 0", Out("(1 row)"), Inconclusive },
            { "json '$.status' = 'ok'", Http(200, """{"status":"ok"}"""), Pass },
            { "json '$.status' = 'ok'", Http(200, """{"status":"bad"}"""), Fail },
            { "json '$.a[1].b' >= 2", Out("""{"a":[0,{"b":2.5}]}"""), Pass },
            { "json '$.a.length' = 0", Out("""{"a":[]}"""), Pass },
            { "json '$.ok' = true", Out("""{"ok":true}"""), Pass },
            { "json '$.status' != 'bad'", Out("""{"other":1}"""), Inconclusive },
            { "json '$.status' != 'bad'", Out("""{"status":null}"""), Inconclusive },
            { "json '$.status' = null", Out("""{"status":null}"""), Pass },
            { "json '$.n' < 5", Out("""{"n":"many"}"""), Inconclusive },
            { "json '$.n' < 5", Out("""{"n":-1e999}"""), Inconclusive },
            { "json '$.n' < 5", Out("""{"n":1,"n":9}"""), Inconclusive },
            { "json '$.n' < 5", Out("<html>"), Inconclusive },
            { "json '$.n' < 5", Out(""), Inconclusive },
            { "json '$.n' < 5", Cut("""{"n":1}"""), Inconclusive },
            { "json '$.n' < 5", new(), Inconclusive },
            { "json '$.s' > 'a'", Out("""{"s":"b"}"""), Inconclusive },
        };

    public static TheoryData<string, Seen, Verdict> PathsAndPorts =>
        new()
        {
            { "path 'a' exists", Path("a", new(true)), Pass },
            { "path 'a' exists", Path("a", new(false)), Fail },
            { "path 'a' exists", Path("b", new(true)), Inconclusive },
            { "path 'a' exists", new(), Inconclusive },
            { "path 'a' absent", Path("a", new(false)), Pass },
            { "path 'a' absent", Path("a", new(true)), Fail },
            { "path 'a' absent", Path("b", new(false)), Inconclusive },
            { "path 'a' or 'b' exists", Path("a", new(true)), Inconclusive },
            { "size > 1 MB", Path("a", new(true, SizeBytes: 2_000_000)), Pass },
            { "size > 1 MB", Path("a", new(true, SizeBytes: 10)), Fail },
            { "size > 5", Path("a", new(true, SizeBytes: 10)), Pass },
            { "size < 1 MB", Path("a", new(false)), Inconclusive },
            { "size < 1 MB", new(), Inconclusive },
            { "age < 24 h", Path("a", new(true, Age: TimeSpan.FromHours(23))), Pass },
            { "age < 24 h", Path("a", new(true, Age: TimeSpan.FromHours(25))), Fail },
            { "age < 24 h", Path("a", new(true, Age: TimeSpan.FromHours(-2))), Inconclusive },
            { "age < 24 h", Path("a", new(true, Age: TimeSpan.FromSeconds(-1))), Pass },
            { "age < 24 h", Path("a", new(false)), Inconclusive },
            { "mode 600", Path("a", new(true, Mode: "600")), Pass },
            { "mode 0600", Path("a", new(true, Mode: "0600")), Pass },
            { "mode 600", Path("a", new(true, Mode: "644")), Fail },
            { "mode 600", Path("a", new(true)), Inconclusive },
            { "tcp 3000 reachable", Port(3000, true), Pass },
            { "tcp 3000 reachable", Port(3000, false), Fail },
            { "tcp 3000 free", Port(3000, false), Pass },
            { "tcp 3000 free", Port(3000, true), Fail },
            { "tcp 3000 free", Port(3001, false), Inconclusive },
            { "tcp 3000 free", new(), Inconclusive },
            { "tcp 99999 free", Port(99999, false), Inconclusive },
        };

    public static TheoryData<string, Seen, Verdict> People =>
        new()
        {
            { "approved by 'DBA'", new(new() { ApprovedAs = "dba" }), Pass },
            { "approved by 'DBA'", new(new() { ApprovedAs = "Intern" }), Inconclusive },
            { "approved by 'DBA'", new(new() { ApprovedAs = " " }), Inconclusive },
            { "approved by 'unspecified'", new(new() { ApprovedAs = "Intern" }), Pass },
            { "approved by 'unspecified'", new(new() { ApprovedAs = "" }), Inconclusive },
            { "approved by 'DBA'", new(), Inconclusive },
            { "equals 'Yes'", new(new() { Answer = " yes " }), Pass },
            { "equals 'Yes'", new(new() { Answer = "no" }), Fail },
            { "equals 'Yes'", new(), Inconclusive },
            { "equals ''", new(new() { Answer = "" }), Inconclusive },
            { "one of GO/NO-GO", new(new() { Answer = "NO-GO" }), Pass },
            { "one of GO/NO-GO", new(new() { Answer = "maybe" }), Fail },
            { "one of GO/NO-GO", new(new() { Answer = "" }), Inconclusive },
            { "one of /", new(new() { Answer = "" }), Inconclusive },
            { "down", Http(500), Inconclusive },
            { "event", Out("x"), Inconclusive },
            { "streaming", Running("x"), Inconclusive },
            { "interactive", Out("x"), Inconclusive },
            { "artifact exists", Out("x"), Inconclusive },
            { "grade >= A", Out("A"), Inconclusive },
            { "grade >= A", new(new() { Grade = "A+" }), Pass },
            { "grade >= A", new(new() { Grade = "A" }), Pass },
            { "grade >= A", new(new() { Grade = "A-" }), Fail },
            { "grade >= A", new(new() { Grade = "F" }), Fail },
            { "grade >= A", new(new() { Grade = "excellent" }), Inconclusive },
            { "grade = A+", new(new() { Grade = "A+" }), Pass },
            { "grade >= Z", new(new() { Grade = "A+" }), Inconclusive },
            { "grade >= F+", new(new() { Grade = "A+" }), Inconclusive },
            { "everything is fine", Exit(0), Inconclusive },
            { "", Exit(0), Inconclusive },
            { "exit0 and everything is fine", Exit(0), Inconclusive },
            { "exit0 and stdout contains 'a'", Exit(1, "a"), Fail },
        };

    [Fact]
    public void what_nobody_ever_heard_of_is_no_sight()
    {
        var seen = new Observation { Looking = (Looking)7, ExitCode = 0 };

        Expectation.ExitZero.Judge(seen).Verdict.ShouldBe(Error);
    }

    [Fact]
    public void the_worst_part_decides_and_gives_the_reason()
    {
        var judged = Expectation.Parse("exit0 and stdout contains 'x' and stdout contains 'y'").Judge(Exit(0, "y").Observation);

        judged.ShouldBe(new(Fail, "stdout does not contain 'x'"));
    }

    private static Seen Exit(int code, string stdout = "", string stderr = "") =>
        new(
            new()
            {
                ExitCode = code,
                Stdout = stdout,
                Stderr = stderr,
            }
        );

    private static Seen Out(string stdout) => new(new() { Stdout = stdout, ExitCode = 0 });

    private static Seen Cut(string stdout) =>
        new(
            new()
            {
                Stdout = stdout,
                ExitCode = 0,
                Truncated = true,
            }
        );

    private static Seen Running(string stdout) => new(new() { Stdout = stdout, StillRunning = true });

    private static Seen Http(int status, string? body = null) => new(new() { Status = status, Body = body });

    private static Seen Header(string name, string value) =>
        new(
            new()
            {
                Status = 200,
                Headers = new Dictionary<string, string> { [name] = value },
            }
        );

    private static Seen Value(double number, string unit) => new(new() { Value = new(number, unit) });

    private static Seen Baseline(double number, double baseline) => new(new() { Value = new(number, ""), Baseline = new(baseline, "") });

    private static Seen History(params double[] values) => new(new() { History = values });

    private static Seen Samples(int count, double value) => new(new() { SamplesMs = [.. Enumerable.Repeat(value, count)] });

    private static Seen Counts(string noun, long count) => new(new() { Counts = new Dictionary<string, long> { [noun] = count } });

    private static Seen Path(string path, PathFacts facts) => new(new() { Paths = new Dictionary<string, PathFacts> { [path] = facts } });

    private static Seen Port(int port, bool reachable) => new(new() { Ports = new Dictionary<int, bool> { [port] = reachable } });
}

/// <summary>An observation that a test's name shows by its facts.</summary>
public sealed record Seen(Observation Observation)
{
    public Seen()
        : this(new Observation()) { }

    public override string ToString() =>
        string.Join(
            " ",
            typeof(Observation)
                .GetProperties()
                .Where(it => it.GetMethod!.IsStatic is false && it.GetValue(Observation) is not null and not false and not Looking.Saw)
                .Select(it => $"{it.Name}={it.GetValue(Observation)}")
        );
}
