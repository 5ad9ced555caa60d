using System.CommandLine;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Checklists;
using Slipway.Cli.Output;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway lint FILE…</c></summary>
internal static class LintVerb
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Make(Host host)
    {
        var options = new LintOptions();
        var verb = new Command(
            "lint",
            "Say today what in a checklist cannot work: dead references, commands that cannot serve, numbers that contradict each other, claims, gaps."
        );
        options.AddTo(verb);
        verb.SetAction(parsed => Lint(host, options, parsed));
        return verb;
    }

    private static int Lint(Host host, LintOptions options, ParseResult parsed)
    {
        if (parsed.GetValue(options.Explain) is { } code)
        {
            var rule =
                LintRuleInfo.All.FirstOrDefault(it => it.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
                ?? throw new UnusableException(
                    $"there is no finding {code}; the codes run from {LintRuleInfo.All[0].Code} to {LintRuleInfo.All[^1].Code}"
                );
            host.Out.Write(rule.Page);
            return ExitCodes.Go;
        }

        var files = parsed.GetValue(options.Files) is { Length: > 0 } named ? named : [Default(host, parsed.GetValue(options.Settings))];
        var failOn = parsed.GetValue(options.FailOn) == "warning" ? Severity.Warning : Severity.Error;
        var documents = new LintedDocuments(host, parsed.GetValue(options.Settings), parsed.GetValue(options.Environment));
        using var repositories = new LintRepositories(host, parsed.GetValue(options.Repository), parsed.GetValue(options.At));
        var reports = documents.Lint(files, repositories, parsed.GetValue(options.Fix));
        Write(host, reports, parsed.GetValue(options.Format)!, failOn);
        return reports.All(it => it.Holds(failOn)) ? ExitCodes.Go : ExitCodes.NoGo;
    }

    private static string Default(Host host, string? settings)
    {
        var (read, folder) = Inputs.ReadSettings(host, settings, null);
        return read.Checklist is { } checklist
            ? Path.Combine(folder, checklist)
            : throw new UnusableException("name a checklist: slipway lint FILE (or `checklist:` in slipway.yaml)");
    }

    private static void Write(Host host, IReadOnlyList<LintReport> reports, string format, Severity failOn)
    {
        switch (format)
        {
            case "json":
                host.Out.WriteLine(FindingsJson.Write(reports).ToJsonString(Indented));
                break;
            case "sarif":
                host.Out.WriteLine(FindingsSarif.Write(reports.Select(it => (it.File, it.Findings)), Version).ToJsonString(Indented));
                break;
            case "junit":
                host.Out.WriteLine(FindingsJunit.Write(reports, failOn));
                break;
            case "github":
                foreach (var line in reports.SelectMany(FindingsAnnotations.Write))
                {
                    host.Out.WriteLine(line);
                }

                break;
            default:
                foreach (var report in reports)
                {
                    LintText.Write(new PlainWriter(host.Out), report);
                }

                break;
        }
    }

    private static string Version => Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0.0.0";
}

/// <summary>The arguments and options of <c>slipway lint</c>.</summary>
internal sealed class LintOptions
{
    public Argument<string[]> Files { get; } =
        new("FILE")
        {
            Description = "Checklists, Markdown files. Default: `checklist:` in slipway.yaml.",
            Arity = ArgumentArity.ZeroOrMore,
        };

    public Option<string?> Repository { get; } =
        new("--repo")
        {
            Description =
                "The repository that the commands run in. Default: the git checkout that holds the document; without one, nothing is said of references.",
            HelpName = "DIR",
        };

    public Option<string?> At { get; } =
        new("--at")
        {
            Description = "Look at the repository as it is at a commit, tag or branch, not at the working tree.",
            HelpName = "COMMIT",
        };

    public Option<string> Format { get; } = SharedOptions.Format("text", "json", "sarif", "github", "junit");

    public Option<string> FailOn { get; } =
        new("--fail-on")
        {
            Description = "error or warning: from which severity on the exit code is 1.",
            HelpName = "SEVERITY",
            DefaultValueFactory = _ => "error",
        };

    public Option<bool> Fix { get; } =
        new("--fix")
        {
            Description = "Apply what can be mended without asking (other names, options), byte-exact, and report what remains.",
        };

    public Option<string?> Explain { get; } =
        new("--explain") { Description = "Print the page of a finding, and look at nothing.", HelpName = "CODE" };

    public Option<string?> Environment { get; } = SharedOptions.Environment();

    public Option<string?> Settings { get; } = SharedOptions.Settings();

    public void AddTo(Command verb)
    {
        FailOn.AcceptOnlyFromAmong("error", "warning");
        verb.Add(Files);
        verb.Add(Repository);
        verb.Add(At);
        verb.Add(Format);
        verb.Add(FailOn);
        verb.Add(Fix);
        verb.Add(Explain);
        verb.Add(Environment);
        verb.Add(Settings);
    }
}
