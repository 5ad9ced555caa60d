using System.Diagnostics;
using System.Text;

namespace Slipway.Checklists.Tests.Reading;

/// <summary>Any bytes at all are read, in time and memory that grow with their length.</summary>
public sealed class CampaignTests
{
    private static readonly string[] Pieces =
    [
        "- [ ] ",
        "* ",
        "1. ",
        "> ",
        "    ",
        "\t",
        "\n",
        "\r\n",
        "\n\n",
        "# ",
        "## ",
        "```",
        "```bash\n",
        "~~~",
        "| a | b |\n|---|---|\n",
        "|",
        "**",
        "__",
        "____",
        "__:__",
        "`",
        "<!-- ",
        " -->",
        "<!-- slipway: effect=reads -->",
        "<details>\n",
        "<summary>",
        "</summary>",
        "</details>",
        "☐ ",
        "☑ ",
        "✅ ",
        "❌ ",
        "Expected: ",
        "error rate > 5 % for 10 minutes",
        "Rollback",
        "if ",
        "when\n",
        "T-24h",
        "21h15",
        "9:30 pm",
        "22時30分",
        "kubectl get pods",
        "curl -s https://a.test/health",
        "$(",
        "'",
        "\"",
        "<<EOF\n",
        "EOF\n",
        "\\",
        "SELECT count(*) FROM a;\n",
        "shop=# ",
        "10.0.0.1:6379> ",
        "GET https://a.test/\n",
        "###\n",
        "approved by ",
        "批准",
        "の承認",
        "%",
        "100",
        "0",
        ",",
        ".",
        "-",
        "–",
        "：",
        "（",
        "）",
        "\u00E2\u20AC\u2122",
        "name: x\n",
        "body:\n",
        "  - type: checkboxes\n",
        "label: y\n",
        "value: |\n",
        "---\n",
        "\0",
        "\uFEFF",
        "\uD83D\uDE80",
    ];

    [Fact(Timeout = 60_000)]
    public async Task random_and_mutated_documents_are_read() => await Run(documents: 2_000, seed: 7);

    /// <summary>Documents of <see cref="Document"/> that once could not be read.</summary>
    [Theory]
    [InlineData("| a | b |\n|---|---|\n|\n")]
    [InlineData("## Release ١١/٦1/2026\n\n- [ ] in ٥ minutes < ٣ %\n")]
    [InlineData("| a | b |\n|---|---|\n|5\n||\n`|\n")]
    public void a_document_that_once_failed_is_read(string text) => Read(Encoding.UTF8.GetBytes(text));

    [Fact(Timeout = 3_600_000)]
    [Trait("Category", "long")]
    public async Task a_million_random_and_mutated_documents_are_read_in_bounded_memory()
    {
        await Run(documents: 1_000_000, seed: 20_260);

        GC.GetTotalMemory(forceFullCollection: true).ShouldBeLessThan(500_000_000);
    }

    [Theory]
    [Trait("Category", "long")]
    [InlineData("- [ ] a step with `kubectl get pods` and error rate < 1 % for 5 minutes\n")]
    [InlineData("| a | b | c |\n|---|---|---|\n| x | < 5 ms | ☐ |\n\n")]
    [InlineData("```bash\nfor i in 1 2 3; do\n")]
    [InlineData("> - [ ] quoted\n")]
    [InlineData("## 21:00 – Export (15 minutes)\n\n1. a\n   - b\n")]
    public void twice_the_length_takes_about_twice_the_time(string piece)
    {
        var once = Long(piece, 400_000);
        Read(once);
        var (single, twice) = (Best(once), Best(Long(piece, 800_000)));

        // Four times would be quadratic; the rest is room for a busy machine.
        (twice / single).ShouldBeLessThan(3.5, $"{single:0} ms and {twice:0} ms");
    }

    [Fact]
    [Trait("Category", "long")]
    public void deep_nesting_takes_time_by_its_length()
    {
        static byte[] Nested(int levels) =>
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, levels).Select(it => $"{new string(' ', it * 2)}- [ ] level {it}\n")));

        var (shallow, deep) = (Nested(750), Nested(1_500));
        Read(shallow);

        // The document is four times as long, since the indentation grows as well.
        (Best(deep) / Best(shallow)).ShouldBeLessThan(10);
    }

    private static async Task Run(int documents, int seed) =>
        await Task.Run(
            () =>
                Parallel.For(
                    0,
                    documents,
                    new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken },
                    number => ReadNumbered(seed + number)
                ),
            TestContext.Current.CancellationToken
        );

    /// <summary>Whoever sees a failure can make the document again from its number.</summary>
    private static void ReadNumbered(int number)
    {
        try
        {
            Read(Document(new Random(number)));
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"Document {number} was not read: {fault.Message}", fault);
        }
    }

    private static void Read(byte[] bytes) => ChecklistReader.Read(bytes, "A.md", Settings.None, NoRepository.Instance);

    /// <summary>Pieces in any order; every third document has bytes changed, so that it is no valid text any more.</summary>
    private static byte[] Document(Random random)
    {
        var text = new StringBuilder();
        for (var piece = random.Next(1, 60); piece > 0; piece--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        for (var change = random.Next(3) == 0 ? random.Next(1, 10) : 0; change > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static byte[] Long(string piece, int length) =>
        Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, piece, length / piece.Length).ToString());

    private static double Best(byte[] bytes) =>
        Enumerable
            .Range(0, 3)
            .Select(_ =>
            {
                var watch = Stopwatch.StartNew();
                Read(bytes);
                return watch.Elapsed.TotalMilliseconds;
            })
            .Min();
}
