using Slipway.Cli.Terminal.Live;

namespace Slipway.Cli.Tests.Terminal;

public sealed class RegionTests
{
    private readonly Region _region = new();
    private readonly TerminalDouble _terminal = new(40, 12);

    [Fact]
    public void rows_are_drawn_over_those_before_and_what_lasts_goes_above()
    {
        Draw([], ["running a", "0:01"]);
        Draw([], ["running a", "0:02"]);
        Draw(["a passed"], ["running b", "x", "0:03"]);
        Draw([], ["0:04"]);

        _terminal.Text.ShouldBe("a passed\n0:04");
        _terminal.CursorShown.ShouldBeFalse();
    }

    [Fact]
    public void a_frame_that_changed_nothing_writes_nothing()
    {
        Draw([], ["running a", "0:01"]);

        _region.Draw([], ["running a", "0:01"], new(40, 12)).ShouldBeEmpty();
    }

    [Fact]
    public void only_rows_that_changed_are_written()
    {
        Draw([], ["a long first row", "second", "0:01"]);

        _region.Draw([], ["a long first row", "second", "0:02"], new(40, 12)).ShouldNotContain("first");
    }

    [Fact]
    public void erasing_leaves_only_what_lasts_and_the_cursor()
    {
        Draw(["kept"], ["one", "two", "three"]);

        _terminal.Write(_region.Erase());

        _terminal.Text.ShouldBe("kept");
        _terminal.CursorShown.ShouldBeTrue();
    }

    [Theory]
    [InlineData(25)]
    [InlineData(7)]
    [InlineData(3)]
    public void a_terminal_that_wraps_its_rows_anew_is_not_torn(int narrow)
    {
        Draw(["kept"], [new('a', 39), new('b', 30), "c"]);

        _terminal.Narrow(narrow);
        _terminal.Write(_region.Draw([], ["ab", "c"], new(narrow, 12)));

        _terminal.Text.ShouldBe(narrow == 3 ? "kep\nt\nab\nc" : "kept\nab\nc");
    }

    [Fact]
    public void a_row_that_is_wider_than_thought_does_not_wrap()
    {
        Draw(["kept"], [new('w', 50), "second"]);
        Draw([], [new('w', 51), "third"]);

        _terminal.Text.ShouldBe($"kept\n{new string('w', 40)}\nthird");
    }

    [Fact]
    public void at_the_bottom_of_the_terminal_what_happened_scrolls_away_whole()
    {
        for (var i = 1; i <= 30; i++)
        {
            Draw([$"line {i}"], ["one", $"two {i}", "three"]);
        }

        _terminal.Text.ShouldBe(string.Join('\n', Enumerable.Range(1, 30).Select(it => $"line {it}")) + "\none\ntwo 30\nthree");
    }

    private void Draw(IReadOnlyList<string> lasting, IReadOnlyList<string> rows) =>
        _terminal.Write(_region.Draw(lasting, rows, new(40, 12)));
}
