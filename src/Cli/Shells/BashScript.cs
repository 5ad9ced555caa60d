using System.Text;

namespace Slipway.Cli.Shells;

/// <summary>Completion for bash 4 and later. It needs nothing of the bash-completion package.</summary>
internal static class BashScript
{
    public static string Write(VerbWords program)
    {
        var script = new StringBuilder(
            """
            # Completion of slipway for bash. To use it now:  source <(slipway completion bash)

            _slipway_propose() {
                local cur=$1 kind=$2 word
                case $kind in
                    file) compopt -o filenames 2>/dev/null; mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$cur") ;;
                    folder) compopt -o filenames 2>/dev/null; mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -d -- "$cur") ;;
                    runs | environments)
                        while IFS= read -r word; do
                            [[ $word == "$cur"* ]] && COMPREPLY+=("$word")
                        done < <("${COMP_WORDS[0]}" complete "$kind" 2>/dev/null)
                        ;;
                    *) mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$kind" -- "$cur") ;;
                esac
            }

            _slipway() {
                local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path= verbs= options= valued= first= more= word
                local -i at=1 given=0
                COMPREPLY=()
                # Bash cuts --option=value into three words.
                if [[ $cur == '=' ]]; then
                    cur=
                elif [[ $prev == '=' ]]; then
                    prev=${COMP_WORDS[COMP_CWORD-2]}
                fi


            """
        );
        script.Append("    while ((at < COMP_CWORD)); do\n        case \"$path ${COMP_WORDS[at]}\" in\n");
        foreach (var verb in program.All.Where(it => it.Path.Length > 0))
        {
            script.Append($"            {Quoted(Space(verb.Path))}) path={Quoted(Space(verb.Path))} ;;\n");
        }

        script.Append("            *) break ;;\n        esac\n        at+=1\n    done\n\n    case $path in\n");
        foreach (var verb in program.All)
        {
            WriteVerb(script, verb);
        }

        script.Append(
            """
                esac

                case "$path $prev" in

            """
        );
        foreach (var verb in program.All)
        {
            foreach (var option in verb.Options.Where(it => it.Value is { Kind: not ValueKind.Words }))
            {
                var words = string.Join(" | ", option.Names.Select(it => Quoted($"{Space(verb.Path)} {it}")));
                script.Append($"        {words}) _slipway_propose \"$cur\" {Kind(option.Value!)}; return ;;\n");
            }
        }

        script.Append(
            """
                esac
                if [[ " $valued " == *" $prev "* ]]; then
                    return
                fi

                if [[ $cur == -* ]]; then
                    _slipway_propose "$cur" "$options"
                    return
                fi
                # Which of the verb's own words stands here: options and what belongs to them do not count.
                while ((at < COMP_CWORD)); do
                    word=${COMP_WORDS[at]}
                    if [[ " $valued " == *" $word "* ]]; then
                        [[ ${COMP_WORDS[at+1]} == '=' ]] && at+=1
                        at+=1
                    elif [[ $word != -* ]]; then
                        given+=1
                    fi
                    at+=1
                done
                if ((given == 0)) && [[ -n $verbs$first ]]; then
                    [[ -n $verbs ]] && _slipway_propose "$cur" "$verbs"
                    [[ -n $first ]] && _slipway_propose "$cur" "$first"
                elif [[ -n $more ]]; then
                    _slipway_propose "$cur" "$more"
                elif ((given == 0)); then
                    _slipway_propose "$cur" "$options"
                fi
            }

            complete -F _slipway slipway

            """
        );
        return script.ToString();
    }

    private static void WriteVerb(StringBuilder script, VerbWords verb)
    {
        script.Append($"        {Quoted(Space(verb.Path))})\n");
        script.Append($"            options={Quoted(string.Join(' ', verb.Options.SelectMany(it => it.Names)))}\n");
        script.Append(
            $"            valued={Quoted(string.Join(' ', verb.Options.Where(it => it.Value is not null).SelectMany(it => it.Names)))}\n"
        );
        if (verb.Verbs.Count > 0)
        {
            script.Append($"            verbs={Quoted(string.Join(' ', verb.Verbs.Select(it => it.Name)))}\n");
        }

        if (verb.Arguments is [var first, ..])
        {
            script.Append($"            first={Kind(first)}\n");
            if (first.Repeats)
            {
                script.Append($"            more={Kind(first)}\n");
            }
        }

        script.Append("            ;;\n");
    }

    private static string Kind(ValueWords value) =>
        value.Kind switch
        {
            ValueKind.File => "file",
            ValueKind.Folder => "folder",
            ValueKind.Run => "runs",
            ValueKind.Environment => "environments",
            _ => Quoted(string.Join(' ', value.Choices.Select(it => it.Word))),
        };

    private static string Space(string path) => path.Length == 0 ? "" : $" {path}";

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
