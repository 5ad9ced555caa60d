using Slipway.Cli.Terminal.Live;

namespace Slipway.Cli.Tests.Terminal;

public sealed class ShownLineTests
{
    [Theory]
    [InlineData("plain", 5)]
    [InlineData("旅行", 4)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("🚢", 2)]
    [InlineData("👩‍💻", 2)]
    [InlineData("✔️", 2)]
    [InlineData("✔", 1)]
    public void wide_characters_take_two_cells_and_marks_none(string text, int cells) => Cells.Of(text).ShouldBe(cells);

    [Theory]
    [InlineData("旅行旅行", 5, "旅行…")]
    [InlineData("旅行旅行", 4, "旅…")]
    [InlineData("abcdef", 3, "ab…")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abc", 0, "")]
    public void a_cut_never_splits_a_character_and_leaves_a_mark(string text, int cells, string cut) =>
        Cells.Short(text, cells).ShouldBe(cut);

    [Fact]
    public void a_line_is_cut_across_its_pieces()
    {
        var line = new ShownLine(new Piece("first ", Tone.Good), new("second", Tone.Bad), new(" third")).Within(10);

        line.Text.ShouldBe("first sec…");
        line.Width.ShouldBe(10);
    }

    [Fact]
    public void what_stands_at_the_right_goes_where_there_is_no_room()
    {
        var left = new ShownLine(new Piece("Apply the migration"));
        var right = new ShownLine(new Piece("0:42"));

        left.With(right, 40).Text.ShouldBe("Apply the migration                 0:42");
        left.With(right, 12).Text.ShouldBe("Apply the m…");
    }

    [Fact]
    public void a_line_that_stays_is_broken_at_blanks_and_goes_on_under_its_words()
    {
        var rows = new ShownLine(new Piece("22:00  "), new("the disk has too little room for this")).Wrapped(30, 7);

        rows.Select(it => it.Text.TrimEnd()).ShouldBe(["22:00  the disk has too little", "       room for this"]);
    }

    [Fact]
    public void words_are_never_markup() => new Paint(colour: true).Of(new(new Piece("[red]x[/]"))).ShouldBe("[red]x[/]");
}
