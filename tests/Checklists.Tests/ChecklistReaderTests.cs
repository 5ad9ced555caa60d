using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Slipway.Checklists.Tests;

public sealed class ChecklistReaderTests
{
    private static readonly string[] Pieces =
    [
        "- [ ] ",
        "- [x] ",
        "# ",
        "## Rollback\n",
        "```sh\n",
        "```\n",
        "| a | b |\n|---|---|\n",
        "| ____ | ☐ |\n",
        "Error rate < 5 % for 3 min",
        "`kubectl get pods`",
        "____",
        "\n",
        "\n\n",
        "  ",
        "> ",
        "<!-- ",
        " -->",
        "**",
        "\"",
        "'",
        "$(",
        "<<EOF\n",
        "\\",
        "if ",
        "1. ",
        "（目标：< 3 秒）",
        "🚀",
        "\u0000",
        "\r",
        "T-24 hours ",
        "Yes / No",
        "https://a.test/x",
        "(((",
        "SELECT count(*) FROM a;",
    ];

    [Fact]
    public void any_bytes_are_read() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll<byte[]>(bytes => ReadAll(bytes).Items.Count.ShouldBeGreaterThanOrEqualTo(0))
        );

    [Fact]
    public void any_mixture_of_marks_is_read_twice_to_one_digest() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400),
            Prop.ForAll(
                Gen.ArrayOf(Gen.Elements(Pieces)).ToArbitrary(),
                pieces =>
                {
                    var bytes = Encoding.UTF8.GetBytes(string.Concat(pieces));
                    var first = ReadAll(bytes);
                    first.Digest.ShouldBe(ReadAll(bytes).Digest);
                    first.Items.Select(it => it.Line).ShouldBe(first.Items.Select(it => it.Line).Order());
                }
            )
        );

    [Fact]
    public void every_box_that_is_written_is_an_item_and_no_line_is_taken_twice() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll(
                Gen.ArrayOf(Gen.Elements("- [ ] a", "  - [x] b", "1. [ ] c", "text", "", "> - [ ] d", "* [X] e", "## h", "- f"))
                    .ToArbitrary(),
                lines =>
                {
                    var plan = Written.Plan(string.Join('\n', lines));
                    var boxes = lines
                        .Select((it, i) => (it, i))
                        .Where(it => it.it.Contains('[', StringComparison.Ordinal))
                        .Select(it => it.i + 1)
                        .ToList();
                    boxes.ShouldBeSubsetOf(plan.Items.Select(it => it.Line));
                    plan.Items.Select(it => it.Line).ShouldBeUnique();
                }
            )
        );

    [Fact]
    public void the_digest_does_not_hang_on_the_files_name()
    {
        var bytes = "# T\n- [ ] a\n"u8.ToArray();

        var one = ChecklistReader.Read(bytes, "a.md", Settings.None, NoRepository.Instance).Match(it => it.Checklist, _ => null!);
        var other = ChecklistReader.Read(bytes, "b/c.md", Settings.None, NoRepository.Instance).Match(it => it.Checklist, _ => null!);

        one.Plan.Digest.ShouldBe(other.Plan.Digest);
    }

    [Theory]
    [InlineData("- [ ] Error rate < 5 % for 10 minutes (target: 3)\n")]
    [InlineData("- [")]
    [InlineData("```sh\necho \"\n```\n")]
    [InlineData("> ")]
    [InlineData("**a** ")]
    [InlineData("`")]
    [InlineData("$(")]
    [InlineData("| a ")]
    [InlineData("<!-- slipway: ")]
    // A reading that grew with the square of its document would take minutes here; the bound is wide for busy machines.
    public void reading_takes_time_in_proportion(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        var watch = Stopwatch.StartNew();

        Written.Plan("# T\n\n" + text);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void boxes_and_blanks_are_places()
    {
        var checklist = Written.Checklist("# T\n- [ ] Lead approval: ____ Date: ____\n");

        checklist.Places.Select(it => it.Kind).ShouldBe([PlaceKind.Box, PlaceKind.Name, PlaceKind.Date]);
    }

    private static Plan ReadAll(byte[] bytes) =>
        ChecklistReader
            .Read(bytes, "a.md", Settings.None, NoRepository.Instance)
            .Match(it => it.Checklist.Plan, it => throw new InvalidOperationException(it.Faults[0].ToString()));
}
