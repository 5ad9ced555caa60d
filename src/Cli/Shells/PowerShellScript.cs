using System.Text;

namespace Slipway.Cli.Shells;

/// <summary>Completion for PowerShell 5.1 and later.</summary>
internal static class PowerShellScript
{
    public static string Write(VerbWords program)
    {
        var script = new StringBuilder(
            """
            # Completion of slipway for PowerShell. To use it now:  slipway completion powershell | Out-String | Invoke-Expression
            # To keep it: put that line into $PROFILE.

            Register-ArgumentCompleter -Native -CommandName slipway -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)

                # For each verb: what may stand there. Kind: verb, option (with what follows it) or word.
                $table = @{

            """
        );
        foreach (var verb in program.All)
        {
            WriteVerb(script, verb);
        }

        script.Append(
            """
                }

                $words = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
                    ForEach-Object { $_.Extent.Text.Trim([char]39, [char]34) })
                $path = ''
                foreach ($word in $words) {
                    $longer = "$path $word".Trim()
                    if (-not $table.ContainsKey($longer)) { break }
                    $path = $longer
                }

                $known = $table[$path]
                $asked = if ($words.Count -gt 0) { $known | Where-Object { $_.Kind -eq 'option' -and $_.Word -ceq $words[-1] -and $_.Value } }
                if ($asked) {
                    $proposed = @(@{ Kind = 'word'; Value = $asked.Value; Choices = $asked.Choices; Help = $asked.Help })
                } else {
                    $proposed = $known
                }

                foreach ($it in $proposed) {
                    switch ($it.Kind) {
                        'word' {
                            $found = switch ($it.Value) {
                                'runs' { & slipway complete runs 2>$null }
                                'environments' { & slipway complete environments 2>$null }
                                'choice' { $it.Choices }
                                'file' { [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete) }
                                'folder' { [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete) }
                            }
                            $found | ForEach-Object {
                                if ($_ -is [System.Management.Automation.CompletionResult]) { $_ }
                                elseif ($_ -like "$wordToComplete*") { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $it.Help) }
                            }
                        }
                        default {
                            if ($it.Word -like "$wordToComplete*") {
                                [System.Management.Automation.CompletionResult]::new($it.Word, $it.Word, 'ParameterName', $it.Help)
                            }
                        }
                    }
                }
            }

            """
        );
        return script.ToString();
    }

    private static void WriteVerb(StringBuilder script, VerbWords verb)
    {
        script.Append($"        {Quoted(verb.Path)} = @(\n");
        foreach (var it in verb.Verbs)
        {
            script.Append($"            @{{ Kind = 'verb'; Word = {Quoted(it.Name)}; Help = {Help(it.Description)} }}\n");
        }

        foreach (var argument in verb.Arguments.Where(it => it.Kind != ValueKind.Words))
        {
            script.Append($"            @{{ Kind = 'word'{Value(argument)}; Help = {Help(argument.Description)} }}\n");
        }

        foreach (var option in verb.Options)
        {
            foreach (var name in option.Names)
            {
                var value = option.Value is { } it ? Value(it) : "";
                script.Append($"            @{{ Kind = 'option'; Word = {Quoted(name)}{value}; Help = {Help(option.Description)} }}\n");
            }
        }

        script.Append("        )\n");
    }

    private static string Value(ValueWords value) =>
        value.Kind switch
        {
            ValueKind.Run => "; Value = 'runs'",
            ValueKind.Environment => "; Value = 'environments'",
            ValueKind.File => "; Value = 'file'",
            ValueKind.Folder => "; Value = 'folder'",
            ValueKind.Choice => $"; Value = 'choice'; Choices = @({string.Join(", ", value.Choices.Select(it => Quoted(it.Word)))})",
            _ => "; Value = 'words'",
        };

    /// <summary>A completion may not have an empty explanation.</summary>
    private static string Help(string description) => Quoted(VerbWords.Short(description) is { Length: > 0 } it ? it : "slipway");

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
