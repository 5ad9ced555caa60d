using System.CommandLine;
using System.Globalization;

namespace Slipway.Cli.Commands;

/// <summary>What a call says of the build that its reports come from.</summary>
internal sealed class ReportedBuildOptions
{
    private readonly Option<string?> _run = new("--run") { Description = "Names the build that the reports come from.", HelpName = "NAME" };
    private readonly Option<string?> _sha = new("--sha") { Description = "The commit that was built.", HelpName = "SHA" };
    private readonly Option<string?> _branch = new("--branch") { Description = "The branch that was built.", HelpName = "NAME" };
    private readonly Option<string?> _pr = new("--pr") { Description = "The pull request that was built.", HelpName = "NUMBER" };
    private readonly Option<int> _attempt = new("--attempt")
    {
        Description = "Which try at the build it was; the first is 1.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<string?> _at = new("--at") { Description = "When it ran. Default: what the reports say.", HelpName = "TIME" };

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[_run, _sha, _branch, _pr, _attempt, _at])
        {
            verb.Add(option);
        }
    }

    /// <summary>The build; null when the call names none.</summary>
    public ReportedBuild? Of(ParseResult parsed)
    {
        var (run, sha, branch, pr) = (parsed.GetValue(_run), parsed.GetValue(_sha), parsed.GetValue(_branch), parsed.GetValue(_pr));
        var at = parsed.GetValue(_at);
        if (run is null && (sha ?? branch ?? pr ?? at) is null)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(run) || string.IsNullOrWhiteSpace(sha))
        {
            throw new UnusableException("reports are imported with --run and --sha: without them nobody can tell one build from another");
        }

        return new(run, sha, branch ?? "", pr, Math.Max(1, parsed.GetValue(_attempt)), at is null ? null : Moment(at));
    }

    private static DateTimeOffset Moment(string given) =>
        DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : throw new UnusableException($"--at {given} is no moment; write 2026-11-20T22:00Z");
}
