using System.Globalization;
using System.Text;

namespace Slipway.Benchmarks;

/// <summary>Reports of tests as large as wanted: short cases, a stack trace for one in fifty, a skip for another.</summary>
internal static class TestFiles
{
    private static readonly string Trace = string.Concat(
        Enumerable.Range(0, 30).Select(it => $"\tat com.example.shop.Basket.method{it}(Basket.java:{it * 7})\n")
    );

    /// <summary>Writes JUnit XML of at least that many bytes; says how many cases it has.</summary>
    public static long Write(string path, long bytes)
    {
        using var text = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        text.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"run\">\n");
        var (cases, suites, written) = (0L, 0, 0L);
        for (; written < bytes; suites++)
        {
            var suite = new StringBuilder(
                $"  <testsuite name=\"com.example.Suite{suites}\" tests=\"50\" failures=\"1\" errors=\"0\" skipped=\"1\" time=\"1.234\" timestamp=\"2026-01-01T00:00:00\">\n"
            );
            for (var at = 0; at < 50; at++)
            {
                suite.Append(
                    CultureInfo.InvariantCulture,
                    $"    <testcase classname=\"com.example.pkg.Suite{suites}\" name=\"shouldDoSomethingUseful{at}WhenCalled\" time=\"0.{(suites + at) % 1000:000}\"{End(at)}\n"
                );
            }

            suite.Append("  </testsuite>\n");
            text.Write(suite);
            (cases, written) = (cases + 50, written + suite.Length);
        }

        text.Write("</testsuites>\n");
        return cases;
    }

    private static string End(int at) =>
        at switch
        {
            7 =>
                $">\n      <failure message=\"expected: &lt;1&gt; but was: &lt;2&gt;\" type=\"org.opentest4j.AssertionFailedError\"><![CDATA[{Trace}]]></failure>\n    </testcase>",
            8 => ">\n      <skipped/>\n    </testcase>",
            _ => "/>",
        };
}
