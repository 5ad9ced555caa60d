namespace Slipway.EndToEnd.Shells;

/// <summary>Completion, asked for in the shells themselves.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly Workplace _work = new Workplace()
        .With("GO-LIVE.md", "# L\n\n- [ ] Done\n")
        .With("other notes.md", "# L\n")
        .With("slipway.yaml", "environments:\n  staging: {}\n  prod: {}\n")
        .With(".slipway/runs/20300101-120000-abcd/journal.jsonl", "")
        .With(
            "bash.sh",
            """
            source <(slipway completion bash)
            # As readline calls it: the words of the line, the last one under the cursor.
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
            _slipway
            printf '%s\n' "${COMPREPLY[@]}"
            """
        )
        .With(
            "zsh.zsh",
            """
            # A line is typed into a real shell; what it shows by the end is printed.
            zmodload zsh/zpty
            export LINES=100 COLUMNS=200
            zpty z zsh -f -i
            # Written in two halves, so that the echo of what is typed is not taken for the mark.
            await() { local piece; while zpty -r z piece "*$1*"; do shown+=$piece; [[ $piece == *$1* ]] && return; done }
            # The prompt is shown when the line editor has the terminal; what is typed before that would not be completed.
            zpty -w z "unset zle_bracketed_paste; autoload -Uz compinit; compinit -D -u; source <(slipway completion zsh); LISTMAX=1000; PROMPT=RE''ADY"
            await READY
            shown=
            # Tab completes, a second one lists; Ctrl-U takes the line away.
            zpty -w -n z "$1"$'\t\t\C-uecho DO\'\'NE\n'
            await DONE
            zpty -d z
            print -r -- $shown
            """
        );

    public static TheoryData<string, string, string> Lines =>
        new()
        {
            { "slipway pla", "plan", "status" },
            { "slipway run --re", "--rehearse", "--runs" },
            { "slipway run --env ", "staging prod", "GO-LIVE.md" },
            { "slipway run --env=pr", "prod", "staging" },
            { "slipway plan --format ", "json text", "GO-LIVE.md" },
            { "slipway plan GO", "GO-LIVE.md", "slipway.yaml" },
            { "slipway status ", "20300101-120000-abcd", "GO-LIVE.md" },
            { "slipway help exp", "expectations explain", "running" },
            { "slipway completion ", "bash zsh fish powershell", "GO-LIVE.md" },
            { "slipway help run --", "--help", "--env" },
        };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task bash_proposes_what_fits(string line, string wanted, string unwanted)
    {
        var words = line.Replace("=", " = ", StringComparison.Ordinal).Split(' ');

        var ended = await _work.ShellAsync($"bash --norc bash.sh {string.Join(' ', words.Select(it => $"'{it}'"))}", "");

        ShouldPropose(ended, wanted, unwanted);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task fish_proposes_what_fits_and_says_what_it_is(string line, string wanted, string unwanted)
    {
        var ended = await _work.ShellAsync($"fish --no-config -c 'slipway completion fish | source; complete -C \"{line}\"'", "");

        ShouldPropose(ended, wanted, unwanted);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task zsh_proposes_what_fits_and_says_what_it_is(string line, string wanted, string unwanted)
    {
        var ended = await _work.ShellAsync($"zsh -f zsh.zsh '{line}'", "");

        ShouldPropose(ended, wanted, unwanted);
    }

    [Fact]
    public async Task bash_completes_while_a_person_types()
    {
        var ended = await _work.KeysAsync(
            "bash --norc -i",
            "source <(slipway completion bash)\nslipway comple\t pow\t | head -n 1 > completed\nslipway plan oth\t --env prod > planned\nexit\n"
        );

        _work.Text("completed").ShouldContain("for PowerShell", customMessage: ended.Out);
        _work.Text("planned").ShouldContain("other notes.md", customMessage: ended.Out);
    }

    [Fact]
    public async Task verbs_and_options_are_explained_where_the_shell_can_show_it()
    {
        var fish = await _work.ShellAsync("fish --no-config -c 'slipway completion fish | source; complete -C \"slipway run --reh\"'", "");
        var zsh = await _work.ShellAsync("zsh -f zsh.zsh 'slipway run --r'", "");

        fish.Out.ShouldContain("Carry out only what reads");
        zsh.Out.ShouldContain("Carry out only what reads");
        (
            await _work.ShellAsync("fish --no-config -c 'slipway completion fish | source; complete -C \"slipway help peop\"'", "")
        ).Out.ShouldContain("people\tPeople and holds");
        (await _work.ShellAsync("zsh -f zsh.zsh 'slipway help e'", "")).Out.ShouldContain("Environments and secrets");
    }

    /// <summary>No PowerShell is at hand: its script is held to its form, and to naming all that the other scripts name.</summary>
    [Fact]
    public async Task the_script_for_powershell_names_every_verb_option_and_choice()
    {
        var bash = (await _work.SlipwayAsync("completion", "bash")).Out;
        var powershell = (await _work.SlipwayAsync("completion", "powershell")).Out;

        var words = System
            .Text.RegularExpressions.Regex.Matches(bash, @"(?:options|verbs|first)='([^']*)'")
            .SelectMany(it => it.Groups[1].Value.Split(' '))
            .Distinct()
            .ToList();
        words.Count.ShouldBeGreaterThan(40);
        words.Where(it => !powershell.Contains($"'{it}'", StringComparison.Ordinal)).ShouldBeEmpty();
        powershell.Count(it => it == '{').ShouldBe(powershell.Count(it => it == '}'));
        powershell.Count(it => it == '(').ShouldBe(powershell.Count(it => it == ')'));
        powershell.Split('\n').ShouldAllBe(it => it.Count(mark => mark == '\'') % 2 == 0);
    }

    [Theory]
    [InlineData("runs", "20300101-120000-abcd\n")]
    [InlineData("environments", "staging\nprod\n")]
    public async Task what_only_this_folder_knows_is_asked_for(string kind, string words)
    {
        (await _work.SlipwayAsync("complete", kind)).Out.ShouldBe(words);
    }

    [Fact]
    public async Task a_shell_that_asks_where_nothing_is_right_is_told_nothing_and_no_fault()
    {
        _work.With("slipway.yaml", "environments: [\n");

        var ended = await _work.SlipwayAsync("complete", "environments");

        ended.ShouldBe(new(0, "", ""));
    }

    public void Dispose() => _work.Dispose();

    private static void ShouldPropose(Ended ended, string wanted, string unwanted)
    {
        foreach (var word in wanted.Split(' '))
        {
            ended.Out.ShouldContain(word, customMessage: ended.Err);
        }

        ended.Out.ShouldNotContain(unwanted);
    }
}
