using System.Text;

namespace Slipway.Cli.Shells;

/// <summary>Completion for fish 3 and later.</summary>
internal static class FishScript
{
    public static string Write(VerbWords program)
    {
        var script = new StringBuilder(
            """
            # Completion of slipway for fish. To use it now:  slipway completion fish | source
            # To keep it:  slipway completion fish > ~/.config/fish/completions/slipway.fish

            function __slipway_at --description 'Whether these words, and no other verb, have been typed'
                set -l typed (commandline -opc)[2..-1]
                set -l verb
                for word in $typed
                    if string match -q -- '-*' $word
                        break
                    end
                    if not contains -- "$verb $word" $__slipway_verbs
                        break
                    end
                    set verb "$verb $word"
                end
                test "$verb" = "$argv[1]"
            end


            """
        );
        script.Append($"set -g __slipway_verbs {string.Join(' ', program.All.Skip(1).Select(it => Quoted($" {it.Path}")))}\n");
        script.Append("complete -c slipway -e\ncomplete -c slipway -f\n");
        foreach (var verb in program.All)
        {
            WriteVerb(script, verb);
        }

        return script.ToString();
    }

    private static void WriteVerb(StringBuilder script, VerbWords verb)
    {
        var here = $"complete -c slipway -n {Quoted($"__slipway_at {Quoted(verb.Path.Length == 0 ? "" : $" {verb.Path}")}")}";
        foreach (var it in verb.Verbs)
        {
            script.Append($"{here} -a {it.Name} -d {Quoted(VerbWords.Short(it.Description))}\n");
        }

        foreach (var option in verb.Options)
        {
            var names = option.Names.Select(it => it.StartsWith("--", StringComparison.Ordinal) ? $" -l {it[2..]}" : $" -s {it[1..]}");
            script.Append(
                $"{here}{string.Concat(names)}{(option.Value is { } it ? Value(it) : "")} -d {Quoted(VerbWords.Short(option.Description))}\n"
            );
        }

        foreach (var argument in verb.Arguments)
        {
            script.Append(
                argument.Kind switch
                {
                    ValueKind.File => $"{here} -F\n",
                    ValueKind.Words => "",
                    _ =>
                        $"{here}{Proposals(argument)}{(argument.Choices.Any(it => it.Means.Length > 0) ? "" : $" -d {Quoted(argument.Name)}")}\n",
                }
            );
        }
    }

    private static string Value(ValueWords value) =>
        value.Kind switch
        {
            ValueKind.File => " -r -F",
            ValueKind.Words => " -x",
            _ => $" -x{Proposals(value)}",
        };

    private static string Proposals(ValueWords value) =>
        value.Kind switch
        {
            ValueKind.Folder => " -a '(__fish_complete_directories)'",
            ValueKind.Run => " -a '(slipway complete runs 2>/dev/null)'",
            ValueKind.Environment => " -a '(slipway complete environments 2>/dev/null)'",
            _ => $" -a {Quoted(string.Join(' ', value.Choices.Select(Choice)))}",
        };

    private static string Choice(ChoiceWords choice) => choice.Means.Length == 0 ? choice.Word : $"{choice.Word}\\t{Quoted(choice.Means)}";

    private static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
