namespace Slipway.EndToEnd;

/// <summary>What a document or a command wrote cannot steer the terminal of whoever reads it.</summary>
public sealed class HostileTextTests : IDisposable
{
    private const string Document = """
        # Go \e[2J live \u202e evil

        ## Phase \e]0;owned\a one

        - [ ] Item \e[1A\e[2K hidden \u2066 text
        - [ ] **Says**

          ```bash
          echo "a \e[2J"; printf 'b\r\033[2Jc'; false
          ```

        ## Rollback \e[2J

        1. undo \e[1A it
           ```bash
           echo undo \e[1A
           ```
        """;

    private readonly Workplace _work = new Workplace().With(
        "list.md",
        Document
            .Replace("\\e", "\e", StringComparison.Ordinal)
            .Replace("\\a", "\a", StringComparison.Ordinal)
            .Replace("\\u202e", "\u202e", StringComparison.Ordinal)
            .Replace("\\u2066", "\u2066", StringComparison.Ordinal)
    );

    [Theory]
    [InlineData("plan", "list.md")]
    [InlineData("explain", "list.md:5")]
    [InlineData("run", "list.md", "--dry-run")]
    [InlineData("run", "list.md", "--rehearse")]
    [InlineData("run", "list.md", "--yes", "--answer", "5=yes")]
    [InlineData("plan", "\e[2J.md")]
    public async Task what_is_said_holds_no_escapes_of_the_document(params string[] call)
    {
        var ended = await _work.SlipwayAsync(call);
        var status = await _work.SlipwayAsync("status");

        (ended.Out + ended.Err + status.Out + status.Err).ShouldNotContain(it =>
            char.IsControl(it) && it != '\n' || it == '\u202e' || it == '\u2066'
        );
    }

    public void Dispose() => _work.Dispose();
}
