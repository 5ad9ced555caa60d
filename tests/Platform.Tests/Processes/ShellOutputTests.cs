using Slipway.Kernel;
using Slipway.Platform.Processes;
using Slipway.Testing;

namespace Slipway.Platform.Tests.Processes;

public sealed class ShellOutputTests : IDisposable
{
    private readonly Shells _shells = new();

    public void Dispose() => _shells.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task a_flood_of_100_MB_is_kept_on_disk_and_bounded_in_memory()
    {
        var ran = await _shells.Run("echo first; head -c 100000000 /dev/zero | tr '\\0' x; echo; echo last");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var text = _shells.Shell.Read(ran.Folder, 0)!.Stdout;

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(16 * 1024 * 1024);
        (text.Truncated, text.TotalBytes).ShouldBe((true, 100_000_012));
        text.Text.ShouldStartWith("first\n");
        text.Text.ShouldEndWith("last\n");
        text.Text.ShouldContain("[… 98951436 bytes left out …]");
        ran.Codes.ShouldBe([0]);
    }

    [Fact(Timeout = 30_000)]
    public async Task invalid_utf8_nul_and_terminal_sequences_become_plain_text()
    {
        var ran = await _shells.Run("""printf '\033[1;32mok\033[0m \377 \0 \033]0;title\007end\r\nnext\r100%%\n'""");

        ran.Out(0).ShouldBe("ok \uFFFD \uFFFD end\nnext\n100%\n");
    }

    [Fact]
    public void a_cut_through_a_character_adds_no_replacement_character()
    {
        using var folder = new TempFolder();
        var path = folder.Write("text", string.Concat(Enumerable.Repeat("a€😀", 1000)));

        for (var kept = 1000; kept < 1020; kept++)
        {
            BoundedText.Read(path, kept).Text.ShouldNotContain('\uFFFD');
        }
    }

    [Theory]
    [InlineData("\u001b]0;never ended\nFAILED", "0;never ended\nFAILED")]
    [InlineData("\u001b[31", "")]
    [InlineData("\u001b", "")]
    [InlineData("\u001b(Bok", "ok")]
    [InlineData("\u009b1mok", "ok")]
    [InlineData("b\bbold", "bold")]
    [InlineData("plain", "plain")]
    public void a_broken_terminal_sequence_hides_no_output(string raw, string text) => Plain.Text(raw).ShouldBe(text);

    [Fact(Timeout = 30_000)]
    public async Task output_of_an_endless_command_is_awaited()
    {
        var folder = await _shells.Start("echo noise; sleep 0.1; echo ready; tail -f /dev/null");

        var wait = await _shells.Shell.WaitForOutputAsync(
            folder,
            it => it.Any(output => output.Stdout.Text.Contains("ready", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(10),
            Shells.Ct
        );

        wait.Enough.ShouldBeTrue();
        var seen = ShellObservation.Of(wait.Look, 0, _shells.Shell.Read(folder, 0));
        Expectation.Parse("stdout contains 'ready'").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
        Expectation.Parse("stdout lacks 'ERROR'").Judge(seen).Verdict.ShouldBe(Verdict.Inconclusive);
        (await _shells.Shell.EndAsync(folder, TimeSpan.FromSeconds(1), Shells.Ct)).ShouldBeOfType<ShellEnd.Ended>();
    }

    [Fact(Timeout = 30_000)]
    public async Task output_that_does_not_come_is_awaited_no_longer_than_the_limit()
    {
        var folder = await _shells.Start("sleep 300");

        var wait = await _shells.Shell.WaitForOutputAsync(folder, it => it.Count > 5, TimeSpan.FromMilliseconds(50), Shells.Ct);

        wait.Enough.ShouldBeFalse();
        wait.Look.ShouldBeOfType<ShellLook.Running>();
        await _shells.Shell.EndAsync(folder, TimeSpan.Zero, Shells.Ct);
    }

    [Fact(Timeout = 30_000)]
    public async Task output_of_a_block_that_ends_is_read_to_its_last_byte()
    {
        var folder = await _shells.Start("sleep 0.1; echo last");

        var wait = await _shells.Shell.WaitForOutputAsync(
            folder,
            it => it.Any(output => output.Stdout.Text == "last\n"),
            TimeSpan.FromSeconds(10),
            Shells.Ct
        );

        wait.Enough.ShouldBeTrue();
    }
}
