using Slipway.Cli.Terminal.Live;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Cli.Tests.Terminal;

public sealed class OutputTailsTests : IDisposable
{
    private const string Secret = "hunter2-secret-value";
    private readonly Testing.TempFolder _folder = new();

    [Fact]
    public void the_last_lines_of_the_command_that_runs_are_shown()
    {
        Write("c1.out", "first command\n");
        Write("c2.out", "a\n\nb\rc\nd");
        Write("c2.err", "");

        var tail = Tails().Look(_folder.Path, 3)!;

        tail.Command.ShouldBe(1);
        tail.Lines.ShouldBe(["b", "c", "d"]);
    }

    [Fact]
    public void nothing_is_shown_before_anything_came() => Tails().Look(_folder.Path, 3).ShouldBeNull();

    [Fact]
    public void at_every_length_of_what_has_come_so_far_no_part_of_a_secret_is_shown()
    {
        var whole = $"token={Secret}\nbase64 {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Secret))}\nend\n";
        var tails = Tails();
        for (var length = 1; length <= whole.Length; length++)
        {
            Write("c1.out", whole[..length]);
            var shown = string.Join('\n', tails.Look(_folder.Path, 5)?.Lines ?? []);
            shown.ShouldNotContain(Secret[..4], Case.Sensitive, $"after {length} bytes");
            shown.ShouldNotContain(
                Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Secret))[..6],
                Case.Sensitive,
                $"after {length} bytes"
            );
        }

        string.Join('\n', tails.Look(_folder.Path, 5)!.Lines).ShouldContain("token=***TOKEN***");
    }

    [Fact]
    public void wherever_a_long_output_is_cut_no_end_of_a_secret_is_shown()
    {
        var kept = OutputTails.KeptBytes(Secret.Length);
        for (var shift = 0; shift < Secret.Length + 8; shift++)
        {
            Write("c1.out", new string('x', shift) + string.Concat(Enumerable.Repeat($"{Secret}\n", kept / 15)) + "last\n");
            var lines = Tails().Look(_folder.Path, 100_000)!.Lines;
            lines.Where(it => it is not ("***TOKEN***" or "last")).ShouldBeEmpty($"shifted by {shift}");
            lines[^1].ShouldBe("last");
        }
    }

    [Fact]
    public void a_secret_with_a_control_sequence_in_it_is_hidden_as_it_would_be_read()
    {
        Write("c1.out", $"{Secret[..5]}\e[31m{Secret[5..]}\nend\n");

        string.Join('\n', Tails().Look(_folder.Path, 5)!.Lines).ShouldBe("***TOKEN***\nend");
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, name), text);

    private OutputTails Tails() =>
        new(
            new LocalShell(
                new() { Inherited = new Dictionary<string, string>(), KeptBytes = OutputTails.KeptBytes(Secret.Length) },
                TimeProvider.System
            ),
            new SecretHiding(new Redactor([new("TOKEN", Secret)])),
            Secret.Length
        );
}
