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
    /// Given to <c>bash -c</c>, with folder and number of commands. Nothing runs before "go" was read: when Slipway dies first, the pipe ends and every
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
        const string End = "__slipway_carry 2>/dev/null </dev/null; builtin exit 0";
        for (var i = 1; i <= block.Commands.Count; i++)
        {
            var file = (string ending) => Quoted(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"c{i}.{ending}")));
            text.Append(
                $"""
                . {file("sh")} >|{file("out")} 2>|{file("err")} </dev/null
                case $? in
                0) builtin printf '0 %s\n' "${"{EPOCHREALTIME-}"}" >|{file("code")} ;;
                *) builtin printf '%s %s\n' "$?" "${"{EPOCHREALTIME-}"}" >|{file("code")}{(Stops(block, i) ? $"; {End}" : "")} ;;
                esac

                """
            );
        }

        return text.Append(End).Append("\n}\n").ToString();
    }

    /// <summary>A word in single quotes.</summary>
    public static string Quoted(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool Stops(ShellBlock block, int number) =>
        block.StopAtFailure && !block.Commands[number - 1].MayFail && number < block.Commands.Count;

    /// <summary>
    /// Writes working directory and changed exported variables, each ended by NUL, a variable that is gone as its name alone, then
    /// "end". What has changed is told by comparing with the environment that the kernel gave this process. Without a subshell
    /// (a fork costs as much as the whole rest); options and variables are local, for a trap on EXIT still follows.
    /// </summary>
    private const string Carry = """
        __slipway_carry() {
          builtin local - IFS=$'\n' __slipway_line __slipway_name
          builtin local -A __slipway_was
          builtin local -a __slipway_names
          builtin set +eufnxv +o posix
          while IFS= builtin read -r -d '' __slipway_line; do
            __slipway_was["_${__slipway_line%%=*}"]=${__slipway_line#*=}
          done <"/proc/$$/environ"
          builtin compgen -e >|FOLDER/carry
          builtin mapfile -t __slipway_names <FOLDER/carry
          {
          builtin printf '%s\0' "$PWD"
          for __slipway_name in "${__slipway_names[@]}"; do
            case $__slipway_name in _ | SHLVL | PWD | OLDPWD | SLIPWAY_STEP | BASHOPTS | SHELLOPTS | BASH_*) continue ;; esac
            if [[ -z ${__slipway_was[_$__slipway_name]+set} || ${__slipway_was[_$__slipway_name]} != "${!__slipway_name-}" ]]; then
              builtin printf '%s=%s\0' "$__slipway_name" "${!__slipway_name-}"
            fi
            builtin unset "__slipway_was[_$__slipway_name]"
          done
          for __slipway_name in "${!__slipway_was[@]}"; do
            case $__slipway_name in __ | _SHLVL | _PWD | _OLDPWD | _SLIPWAY_STEP | _BASH*) continue ;; esac
            builtin printf '%s\0' "${__slipway_name#_}"
          done
          builtin printf 'end\0'
          } >|FOLDER/carry
        }
        """;
}
