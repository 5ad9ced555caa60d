using System.Globalization;
using System.Text;
using Slipway.Cli.Topics;

namespace Slipway.Cli.Manual;

/// <summary>A manual page of a verb in man(7), made from the commands, the table of exit codes and the guides.</summary>
internal static class ManPage
{
    private const int MostExamples = 5;

    private static readonly (string Name, string Meaning)[] Files =
    [
        ("slipway.yaml", "The operator's settings, beside the checklist, in a folder above it, or in the working folder."),
        (
            ".slipway/runs/NAME/",
            "One run: `checklist.md` (the document, filled in), `report.html`, `report.json`, `journal.jsonl`, `evidence/`."
        ),
    ];

    private static readonly (string Name, string Meaning)[] Environment =
    [
        ("CI", "Where it is set, nobody is asked: a run that needs a person stops with 3."),
        ("COLUMNS", "Columns of a line of `slipway help TOPIC`."),
        ("NO_COLOR", "Where it is set, nothing is coloured."),
        ("TERM", "`dumb` switches colours off too."),
    ];

    /// <summary>Of the file, without its section: <c>slipway-run</c>.</summary>
    public static string Name(VerbWords verb) => verb.Path.Length == 0 ? "slipway" : $"slipway-{verb.Path.Replace(' ', '-')}";

    public static string Write(VerbWords program, VerbWords verb, DateOnly date)
    {
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $".TH {Name(verb).ToUpperInvariant()} 1 {date:yyyy-MM-dd} \"slipway {Version.Text.Split('+')[0]}\" \"Slipway manual\"\n"
        );
        page.Append($".SH NAME\n{Name(verb).Replace("-", "\\-", StringComparison.Ordinal)} \\- {Summary(verb)}\n");
        page.Append($".SH SYNOPSIS\n.nh\n{Synopsis(verb)}\n.hy\n");
        page.Append($".SH DESCRIPTION\n{Description(verb)}");
        WriteVerbs(page, verb);
        WriteOptions(page, verb);
        WriteExitCodes(page);
        WriteTable(page, "ENVIRONMENT", Environment);
        WriteTable(page, "FILES", Files);
        WriteExamples(page, verb);
        WriteSeeAlso(page, program, verb);
        return page.ToString();
    }

    private static string Summary(VerbWords verb) =>
        Roff.Text(Lowered(verb.Path.Length == 0 ? verb.Description.Split('\n')[0] : VerbWords.Short(verb.Description)));

    /// <summary>The summary is half a sentence, as in other pages.</summary>
    private static string Lowered(string sentence)
    {
        var plain = sentence.StartsWith("Slipway takes", StringComparison.Ordinal) ? sentence["Slipway ".Length..] : sentence;
        return $"{char.ToLowerInvariant(plain[0])}{plain[1..].TrimEnd('.')}";
    }

    private static string Synopsis(VerbWords verb)
    {
        var parts = new List<string> { Roff.Bold($"slipway {verb.Path}".TrimEnd()) };
        parts.AddRange(verb.Arguments.Select(it => it.Needed ? Roff.Italic(it.Name) : $"[{Roff.Italic(it.Name)}]"));
        if (verb.Verbs.Count > 0)
        {
            parts.Add(Roff.Italic("VERB"));
        }

        parts.Add($"[{Roff.Italic("OPTION")}...]");
        return string.Join(' ', parts);
    }

    /// <summary>Paragraphs; lines that the description sets apart stay apart.</summary>
    private static string Description(VerbWords verb)
    {
        var text = new StringBuilder();
        foreach (var part in verb.Description.Split("\n\n"))
        {
            text.Append(text.Length > 0 ? ".PP\n" : "");
            text.Append(part.Contains("\n  ", StringComparison.Ordinal) ? $".nf\n{Roff.Code(part)}\n.fi\n" : $"{Roff.Text(part)}\n");
        }

        return text.ToString();
    }

    private static void WriteVerbs(StringBuilder page, VerbWords verb)
    {
        if (verb.Verbs.Count == 0)
        {
            return;
        }

        page.Append(".SH VERBS\n");
        foreach (var it in verb.Verbs)
        {
            page.Append($".TP\n{Roff.Bold(Name(it))}(1)\n{Roff.Text(it.Description)}\n");
        }
    }

    private static void WriteOptions(StringBuilder page, VerbWords verb)
    {
        page.Append(".SH OPTIONS\n");
        foreach (var it in verb.Arguments)
        {
            page.Append($".TP\n{Roff.Italic(it.Name)}\n{Roff.Text(Said(it.Description))}\n");
        }

        foreach (var it in verb.Options)
        {
            var value = it.Value is { } named ? $" {Roff.Italic(named.Name)}" : "";
            var names = string.Join(", ", it.Names.Select(Roff.Bold));
            var choices = it.Value is { Choices.Count: > 0 } open
                ? $" One of {string.Join(", ", open.Choices.Select(it => it.Word))}."
                : "";
            var also =
                $"{choices}{(it.Default is { Length: > 0 } usual ? $" Default: {usual}." : "")}{(it.Repeats ? " May be given several times." : "")}";
            page.Append($".TP\n{names}{value}\n{Roff.Text($"{Said(it.Description)}{also}".Trim())}\n");
        }
    }

    private static string Said(string description) =>
        description.Length == 0 || description[^1] is '.' or '…' ? description : $"{description}.";

    /// <summary>The table has one home: the guide, which a test holds against the code.</summary>
    private static void WriteExitCodes(StringBuilder page)
    {
        page.Append(".SH EXIT STATUS\n");
        foreach (
            var cells in Guide
                .Read("exit-codes")
                .Text.Split('\n')
                .Select(it => it.Split('|', StringSplitOptions.TrimEntries))
                .Where(it => it.Length > 3 && int.TryParse(it[1], out _))
        )
        {
            page.Append($".TP\n{Roff.Bold(cells[1])}\n{Roff.Text(cells[2])}\n");
        }
    }

    private static void WriteTable(StringBuilder page, string heading, IEnumerable<(string Name, string Meaning)> rows)
    {
        page.Append($".SH {heading}\n");
        foreach (var (name, meaning) in rows)
        {
            page.Append($".TP\n{(heading == "FILES" ? Roff.Italic(name) : Roff.Bold(name))}\n{Roff.Text(meaning)}\n");
        }
    }

    private static void WriteExamples(StringBuilder page, VerbWords verb)
    {
        var examples = verb.Path.Length == 0 ? [] : Guide.Examples(verb.Path).Take(MostExamples).ToList();
        if (examples.Count == 0)
        {
            return;
        }

        page.Append(".SH EXAMPLES\n");
        foreach (var (call, why) in examples)
        {
            page.Append($".TP\n{Roff.Bold(call)}\n{(why.Length > 0 ? Roff.Text(why) : "\\&")}\n");
        }
    }

    private static void WriteSeeAlso(StringBuilder page, VerbWords program, VerbWords verb)
    {
        var others = program.All.Where(it => it != verb).Select(it => $"{Roff.Bold(Name(it))}(1)");
        page.Append($".SH SEE ALSO\n{string.Join(",\n", others)}\n");
        page.Append($".PP\nThe guides are read with {Roff.Bold("slipway help TOPIC")}:\n{Roff.Text(string.Join(", ", Guide.Topics))}.\n");
    }
}
