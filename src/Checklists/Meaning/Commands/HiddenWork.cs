namespace Slipway.Checklists.Meaning.Commands;

/// <summary>
/// Calls of programs that only read, with arguments that make them write a file or run something. The table knows programs; this
/// knows what their arguments can do. Where it is in doubt it says yes, and the call counts as changing.
/// </summary>
internal static class HiddenWork
{
    /// <summary>Variables that decide which program runs, or that a program runs what they hold.</summary>
    private static readonly HashSet<string> Steering = new(
        [
            "PATH",
            "BASH_ENV",
            "ENV",
            "IFS",
            "PROMPT_COMMAND",
            "PS4",
            "SHELLOPTS",
            "BASHOPTS",
            "PAGER",
            "EDITOR",
            "VISUAL",
            "BROWSER",
            "LESSOPEN",
            "LESSCLOSE",
            "MANPAGER",
            "SYSTEMD_PAGER",
            "PYTHONSTARTUP",
            "PYTHONPATH",
            "PYTHONHOME",
            "NODE_OPTIONS",
            "NODE_PATH",
            "PERL5OPT",
            "PERL5LIB",
            "RUBYOPT",
            "RUBYLIB",
            "JAVA_TOOL_OPTIONS",
            "_JAVA_OPTIONS",
            "DOTNET_STARTUP_HOOKS",
            "CURL_HOME",
            "HOME",
        ],
        StringComparer.Ordinal
    );

    private static readonly string[] IpChanges = ["add", "del", "delete", "set", "change", "replace", "flush", "append", "exec"];

    private static readonly string[] SafeSqliteDots =
    [
        ".tables",
        ".schema",
        ".databases",
        ".indexes",
        ".indices",
        ".show",
        ".mode",
        ".headers",
        ".version",
    ];

    /// <summary>True for <c>PATH=…</c>, <c>LD_PRELOAD=…</c>, <c>GIT_PAGER=…</c> and their kin.</summary>
    public static bool Steers(string assignment)
    {
        var name = assignment.Split('=')[0].TrimEnd('+');
        return Steering.Contains(name)
            || name.StartsWith("LD_", StringComparison.Ordinal)
            || name.StartsWith("GIT_", StringComparison.Ordinal)
            || name.StartsWith("BASH_FUNC_", StringComparison.Ordinal);
    }

    /// <summary>True when the arguments of a reading program write or run something.</summary>
    public static bool In(SimpleCommand command)
    {
        var arguments = command.Words.Skip(1).ToList();
        return command.Sets.Any(Steers)
            || command.Program.Split('/')[^1] switch
            {
                "export" or "declare" or "typeset" or "local" or "readonly" => arguments.Any(Steers) || arguments.Any(Evaluates),
                "test" or "[" or "[[" or "printf" or "let" or "read" or "unset" => arguments.Any(Evaluates),
                "sed" or "gsed" => !IsHarmlessSed(arguments),
                "awk" or "gawk" or "mawk" or "nawk" => IsBusyAwk(arguments),
                "find" => arguments.Any(it =>
                    it.StartsWith("-fprint", StringComparison.Ordinal)
                    || it is "-fls" or "-exec" or "-execdir" or "-ok" or "-okdir" or "-delete"
                ),
                "git" => IsBusyGit(arguments),
                "sort" => arguments.Any(it => it.StartsWith("-o", StringComparison.Ordinal) || Is(it, "--output", "--compress-program")),
                "uniq" => arguments.Count(it => !it.StartsWith('-')) > 1,
                "tar" or "bsdtar" => arguments.Any(it =>
                    Is(
                        it,
                        "--to-command",
                        "--checkpoint-action",
                        "--use-compress-program",
                        "--rsh-command",
                        "--info-script",
                        "--new-volume-script"
                    ) || it.StartsWith("-I", StringComparison.Ordinal)
                ),
                "rg" or "ripgrep" => arguments.Any(it => Is(it, "--pre", "--hostname-bin")),
                "date" => SetsDate(arguments),
                "hostname" or "domainname" => arguments.Any(it => !it.StartsWith('-')) || arguments.Contains("-F"),
                "ip" => arguments.Any(it => IpChanges.Contains(it, StringComparer.Ordinal))
                    || arguments.Contains("-batch")
                    || arguments.Contains("-b"),
                "journalctl" => arguments.Any(it =>
                    Is(
                        it,
                        "--rotate",
                        "--flush",
                        "--sync",
                        "--relinquish-var",
                        "--vacuum-size",
                        "--vacuum-time",
                        "--vacuum-files",
                        "--setup-keys",
                        "--update-catalog",
                        "--cursor-file"
                    )
                ),
                "dmesg" => command.Has("-C")
                    || command.Has("-c")
                    || arguments.Any(it => Is(it, "--clear", "--read-clear", "--console-off", "--console-on", "--console-level"))
                    || command.Has("-n")
                    || command.Has("-D")
                    || command.Has("-E"),
                "ssh" => arguments.Any(it =>
                    it.Contains("Command", StringComparison.OrdinalIgnoreCase) && it.Contains('=', StringComparison.Ordinal)
                    || it is "-F" or "-E" or "-o"
                ),
                "terraform" or "tofu" => arguments.Any(it => Is(it, "-out", "--out", "-generate-config-out")),
                "openssl" => arguments.Any(it => Is(it, "-out", "-keyout", "-engine", "-provider")),
                "sqlite3" => arguments.Any(IsBusySqlite),
                "yq" or "jq" => arguments.Any(it => Is(it, "-i", "--inplace")),
                _ => false,
            };
    }

    /// <summary>Bash evaluates what stands in the subscript of a name.</summary>
    private static bool Evaluates(string word) =>
        (word.Contains("$(", StringComparison.Ordinal) && !word.Contains("$(…)", StringComparison.Ordinal))
        || word.Contains('`', StringComparison.Ordinal);

    private static bool Is(string word, params ReadOnlySpan<string> options)
    {
        foreach (var option in options)
        {
            if (word == option || word.StartsWith(option + "=", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Only scripts that print, delete from the output, or substitute without the flags that write and run.</summary>
    private static bool IsHarmlessSed(List<string> arguments)
    {
        var scripts = new List<string>();
        var given = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var word = arguments[i];
            if (word is "-e" or "--expression" && i + 1 < arguments.Count)
            {
                scripts.Add(arguments[++i]);
                given = true;
            }
            else if (word is "-n" or "-E" or "-r" or "-s" or "-u" or "-z" or "--quiet" or "--silent" or "-nE" or "-nr" or "-En" or "-rn")
            {
                continue;
            }
            else if (word.StartsWith('-'))
            {
                return false;
            }
            else if (!given)
            {
                scripts.Add(word);
                given = true;
            }
        }

        return scripts.SelectMany(it => it.Split(';')).All(it => IsHarmlessSedCommand(it.Trim()));
    }

    private static bool IsHarmlessSedCommand(string script)
    {
        if (script.Length > 3 && script[0] == 's' && !char.IsLetterOrDigit(script[1]))
        {
            var parts = script[2..].Split(script[1]);
            return parts.Length == 3
                && !script.Contains('\n', StringComparison.Ordinal)
                && parts[2].All(it => it is 'g' or 'p' or 'i' or 'I' || char.IsAsciiDigit(it));
        }

        var address = script.TrimEnd('p', 'd', 'q', '=');
        return script.Length - address.Length <= 1
            && !address.Contains('\n', StringComparison.Ordinal)
            && (
                address.All(it => char.IsAsciiDigit(it) || it is ',' or '$')
                || address is ['/', .., '/'] && address.Count(it => it == '/') is 2 or 4
            );
    }

    private static bool IsBusyAwk(List<string> arguments) =>
        arguments.Any(it =>
            it.StartsWith("-f", StringComparison.Ordinal)
            || it is "-i" or "-l" or "--include" or "--load" or "--file"
            || it.Contains("system", StringComparison.Ordinal)
            || it.Contains("getline", StringComparison.Ordinal)
            || it.Contains('|', StringComparison.Ordinal) && !it.Contains("||", StringComparison.Ordinal)
            || it.Contains("print >", StringComparison.Ordinal)
            || it.Contains('>', StringComparison.Ordinal)
                && it.Contains("print", StringComparison.Ordinal)
                && it.LastIndexOf('>') > it.IndexOf("print", StringComparison.Ordinal)
            || it.Contains('@', StringComparison.Ordinal) && it.Contains("load", StringComparison.Ordinal)
        );

    private static bool IsBusyGit(List<string> arguments)
    {
        if (
            arguments.Any(it =>
                it is "-c"
                || Is(
                    it,
                    "--exec-path",
                    "--config-env",
                    "--output",
                    "--upload-pack",
                    "--receive-pack",
                    "--ext-diff",
                    "--open-files-in-pager"
                )
                || it.StartsWith("-O", StringComparison.Ordinal)
            )
        )
        {
            return true;
        }

        var words = arguments.SkipWhile(it => it.StartsWith('-')).ToList();
        return words switch
        {
            ["remote", var what, ..] => what is not ("-v" or "--verbose" or "show" or "get-url"),
            ["branch" or "tag", .. var rest] => rest.Any(it => !it.StartsWith('-'))
                && !rest.Any(it =>
                    it is "-l"
                    || Is(it, "--list", "--contains", "--no-contains", "--merged", "--no-merged", "--points-at", "--sort", "-v", "--verify")
                ),
            _ => false,
        };
    }

    private static bool SetsDate(List<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "-d" or "--date" or "-r" or "--reference" or "-f" or "-j" or "-v")
            {
                i++;
            }
            else if (
                Is(arguments[i], "-s", "--set")
                || arguments[i].StartsWith("-s", StringComparison.Ordinal)
                || !arguments[i].StartsWith('-') && !arguments[i].StartsWith('+')
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBusySqlite(string word) =>
        word.StartsWith('.') && !SafeSqliteDots.Contains(word.Split(' ')[0], StringComparer.Ordinal)
        || word.Contains("writefile", StringComparison.OrdinalIgnoreCase)
        || word.Contains("load_extension", StringComparison.OrdinalIgnoreCase)
        || word.Contains("edit(", StringComparison.OrdinalIgnoreCase)
        || word is "-init" or "-cmd";
}
