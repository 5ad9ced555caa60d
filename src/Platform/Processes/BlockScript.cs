using System.Globalization;
using System.Text;

namespace Slipway.Platform.Processes;

/// <summary>
/// The text of the two scripts of a block. The shim leads the session, starts the driver when it is let go, and writes down how
/// the driver ended: a shell cannot do that for itself when a command says <c>exit</c>, <c>exec</c> or <c>set -e</c>. The driver
/// sources the commands. It is one group, so that it is read whole before a command can change the meaning of its words, and it
/// uses nothing but redirections and <c>builtin</c>, so that a command may redefine <c>printf</c> or unset <c>PATH</c>.
/// </summary>
internal static class BlockScript
{
    /// <summary>
    /// Arguments: folder, number of commands. Nothing runs before "go" was read: when Slipway dies first, the pipe ends and every
    /// command is written down as not run. <c>done</c> counts only with its last line, so half a file is no file.
    /// </summary>
    public const string Shim = """
        # Written by Slipway: leads the session of one block and writes down how it ended.
        exec 2>|"$1/shell.err"
        trap : TERM INT HUP
        printf 'ready %s\n' "$$"
        exec >/dev/null
        end=-
        if IFS= read -r word && [[ $word == go ]]; then
          exec </dev/null
          "$BASH" --noprofile --norc "$1/block.sh"
          end=$?
        fi
        lines=
        for ((i = 1; i <= $2; i++)); do
          if IFS= read -r line 2>/dev/null <"$1/c$i.code"; then
            lines+=$line$'\n'
          elif [[ ! -e $1/c$i.out ]]; then
            lines+=$'-\n'
          elif [[ -e $1/c$((i + 1)).out ]]; then
            lines+=$'?\n'
          else
            lines+="$end $EPOCHREALTIME"$'\n'
          fi
        done
        printf '%send\n' "$lines" >|"$1/done"
        """;

    /// <summary>The driver of a block whose commands stand in <c>c1.sh</c>, <c>c2.sh</c>, ….</summary>
    public static string Driver(string folder, ShellBlock block)
    {
        var text = new StringBuilder("# Written by Slipway: runs the commands of one block in one shell.\n{\n");
        text.Append(Carry.Replace("FOLDER", Quoted(folder), StringComparison.Ordinal)).Append('\n');
        for (var i = 1; i <= block.Commands.Count; i++)
        {
            var file = (string ending) => Quoted(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"c{i}.{ending}")));
            text.Append(
                $"""
                . {file("sh")} >|{file("out")} 2>|{file("err")} </dev/null
                case $? in
                0) builtin printf '0 %s\n' "${"{EPOCHREALTIME-}"}" >|{file("code")} ;;
                *) builtin printf '%s %s\n' "$?" "${"{EPOCHREALTIME-}"}" >|{file("code")}{(Stops(block, i) ? "; __slipway_end" : "")} ;;
                esac

                """
            );
        }

        return text.Append("__slipway_end\n}\n").ToString();
    }

    /// <summary>A word in single quotes.</summary>
    public static string Quoted(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool Stops(ShellBlock block, int number) =>
        block.StopAtFailure && !block.Commands[number - 1].MayFail && number < block.Commands.Count;

    /// <summary>
    /// Writes working directory and changed exported variables, each ended by NUL, a variable that is gone as its name alone, then
    /// "end". What has changed is told by comparing with the environment that the kernel gave this process. In a subshell, which
    /// may set options and variables as it likes.
    /// </summary>
    private const string Carry = """
        __slipway_end() {
          (
            builtin set +eufnxv +o posix
            IFS=$'\n'
            builtin declare -A was
            while IFS= builtin read -r -d '' line; do was["_${line%%=*}"]=${line#*=}; done <"/proc/$$/environ"
            builtin printf '%s\0' "$PWD"
            for name in $(builtin compgen -e); do
              case $name in _ | SHLVL | PWD | OLDPWD | SLIPWAY_STEP | BASHOPTS | SHELLOPTS | BASH_*) continue ;; esac
              if [[ ${was[_$name]-} != "${!name-}" || -z ${was[_$name]+set} ]]; then
                builtin printf '%s=%s\0' "$name" "${!name-}"
              fi
              builtin unset "was[_$name]"
            done
            for name in "${!was[@]}"; do
              case $name in __ | _SHLVL | _PWD | _OLDPWD | _SLIPWAY_STEP | _BASH*) continue ;; esac
              builtin printf '%s\0' "${name#_}"
            done
            builtin printf 'end\0'
          ) >|FOLDER/carry 2>/dev/null </dev/null
          builtin exit 0
        }
        """;
}
