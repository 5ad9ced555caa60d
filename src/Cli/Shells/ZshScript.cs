using System.Text;

namespace Slipway.Cli.Shells;

/// <summary>Completion for zsh, on its own <c>_arguments</c>.</summary>
internal static class ZshScript
{
    public static string Write(VerbWords program)
    {
        var script = new StringBuilder(
            """
            #compdef slipway
            # Completion of slipway for zsh. To use it now:  source <(slipway completion zsh)
            # To keep it: write it as _slipway into a folder of $fpath.

            (( $+functions[_slipway_ask] )) || _slipway_ask() {
                local -a found
                found=(${(f)"$(_call_program $1 slipway complete $1 2>/dev/null)"})
                _describe -t $1 $1 found
            }


            """
        );
        foreach (var verb in program.All.Reverse())
        {
            WriteVerb(script, verb);
        }

        script.Append(
            """
            if [[ $funcstack[1] == _slipway ]]; then
                _slipway "$@"
            else
                compdef _slipway slipway
            fi

            """
        );
        return script.ToString();
    }

    private static void WriteVerb(StringBuilder script, VerbWords verb)
    {
        script.Append($"{Function(verb)}() {{\n");
        if (verb.Verbs.Count > 0)
        {
            script.Append("    local curcontext=\"$curcontext\" state line\n    typeset -A opt_args\n");
        }

        script.Append("    _arguments -S");
        foreach (var option in verb.Options)
        {
            script.Append($" \\\n        {Option(option)}");
        }

        if (verb.Verbs.Count > 0)
        {
            script.Append(
                " \\\n        '1: :->verb' \\\n        '*:: :->words'\n    case $state in\n        verb)\n            local -a verbs=(\n"
            );
            foreach (var it in verb.Verbs)
            {
                script.Append($"                {Quoted($"{it.Name}:{VerbWords.Short(it.Description)}")}\n");
            }

            script.Append(
                "            )\n            _describe -t verbs verb verbs\n            ;;\n        words)\n            case $line[1] in\n"
            );
            foreach (var it in verb.Verbs)
            {
                script.Append($"                {it.Name}) {Function(it)} ;;\n");
            }

            script.Append("            esac\n            ;;\n    esac\n");
        }
        else
        {
            foreach (var argument in verb.Arguments)
            {
                script.Append($" \\\n        {Quoted($"{(argument.Repeats ? "*" : "")}:{Message(argument.Name)}:{Action(argument)}")}");
            }

            script.Append('\n');
        }

        script.Append("}\n\n");
    }

    private static string Option(OptionWords option)
    {
        var explanation = $"[{Bracketed(VerbWords.Short(option.Description))}]";
        var value = option.Value is { } it ? $":{Message(it.Name)}:{Action(it)}" : "";
        var ends = option.Names.Contains("--help") || option.Names.Contains("--version");
        var excludes =
            ends ? "(- *)"
            : option is { Repeats: false, Names.Count: > 1 } ? $"({string.Join(' ', option.Names)})"
            : "";
        var names = option.Names.Select(name =>
            $"{name}{(option.Value is null ? "" : name.StartsWith("--", StringComparison.Ordinal) ? "=" : "+")}"
        );
        var star = option.Repeats ? "*" : "";
        return string.Join(" \\\n        ", names.Select(name => Quoted($"{excludes}{star}{name}{explanation}{value}")));
    }

    private static string Action(ValueWords value) =>
        value.Kind switch
        {
            ValueKind.Choice when value.Choices.All(it => it.Means.Length > 0) =>
                $"(({string.Join(' ', value.Choices.Select(it => $"{it.Word}\\:\"{Plain(it.Means)}\""))}))",
            ValueKind.Choice => $"({string.Join(' ', value.Choices.Select(it => it.Word))})",
            ValueKind.File => "_files",
            ValueKind.Folder => "_files -/",
            ValueKind.Run => " _slipway_ask runs",
            ValueKind.Environment => " _slipway_ask environments",
            _ => " ",
        };

    private static string Function(VerbWords verb) =>
        $"_slipway{(verb.Path.Length == 0 ? "" : "_")}{verb.Path.Replace(' ', '_').Replace('-', '_')}";

    private static string Message(string text) => text.Replace(":", "\\:", StringComparison.Ordinal);

    private static string Bracketed(string text) =>
        text.Replace("[", "\\[", StringComparison.Ordinal)
            .Replace("]", "\\]", StringComparison.Ordinal)
            .Replace(":", "\\:", StringComparison.Ordinal);

    /// <summary>Inside double quotes, which zsh reads once more.</summary>
    private static string Plain(string text) => string.Concat(text.Where(it => it is not ('"' or '$' or '`' or '\\')));

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
