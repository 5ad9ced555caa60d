using Slipway.Checks.Git;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Change;

/// <summary>Whether the runs of a CI service for a commit are green, and whether people reviewed the change that brought it.</summary>
internal sealed class ChangeCheck : ICheck
{
    public string Kind => "change";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("repository", Required: true, "The repository as its service names it: `owner/name`, for GitLab with all its groups."),
        new(
            "fact",
            Required: false,
            "What is asked: `runs` (default: the runs of CI services for the commit), `review` (the change that brought it), or both with `,` between."
        ),
        new(
            "commit",
            Required: false,
            "The commit: its full name, or one that git knows in the folder of the environment. Default `HEAD`."
        ),
        new(
            "required",
            Required: false,
            "For `runs`: names that must be there and green, with `,` between them. Default: all that are there."
        ),
        new("ignore", Required: false, "For `runs`: names that do not count, with `,` between them; how many is told. Default: none."),
        new("change", Required: false, "For `review`: the number of the change. Default: the only one that brought the commit."),
        new("approvals", Required: false, "For `review`: fewest people other than the author who approved. Default 1; 0 to 20."),
        new("stale", Required: false, "For `review`: `refuse` (default: only approvals after the last push count) or `accept`."),
        new("merged", Required: false, "For `review`: `yes` (default: it must be merged) or `no` (it need not)."),
        new("into", Required: false, "For `review`: the branch that it must lead to. Default: any."),
        new("service", Required: false, "`github` or `gitlab`. Default: the kind of the source, otherwise `github`."),
        new(
            "url",
            Required: false,
            "Address of the API. Default: the source, otherwise `https://api.github.com` or `https://gitlab.com/api/v4`."
        ),
        new("source", Required: false, "Name of a source of the environment (`github` or `gitlab`)."),
        new("token", Required: false, "A token that may read: `${NAME}`. Default: nobody asks."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var facts = Words(settings, "fact", "runs");
        var demand = new ReviewDemand(
            settings.Whole("approvals", 1, 0, 20),
            settings.Text("into"),
            settings.OneOf("merged", "yes", "yes", "no") == "yes",
            settings.OneOf("stale", "refuse", "refuse", "accept") == "accept"
        );
        var (required, ignored) = (Words(settings, "required", ""), Words(settings, "ignore", ""));
        var number = settings.Text("change") is null ? 0 : settings.Whole("change", 0, 1, int.MaxValue);
        if (facts.Count == 0 || facts.Except(["runs", "review"], StringComparer.Ordinal).Any())
        {
            settings.Fault("change: fact is runs, review, or both with , between.");
        }

        var commitName = CommitName(settings);
        var address = ForgeAddress.Read(settings);
        settings.Check();
        var commit = await CommitAsync(settings, commitName, ct);
        using var http = new LimitedHttp(settings.Here.Clock);
        var forge = address.Open(http, settings.Here.Limit);
        var account = new Account();
        account.Facts["commit"] = commit;
        var lacking = new List<string?>();
        if (facts.Contains("runs"))
        {
            lacking.Add(RunsAccount.Tell(account, await forge.RunsAsync(commit, ct), required, ignored));
        }

        if (facts.Contains("review"))
        {
            var change = await forge.ChangeAsync(await NumberAsync(forge, commit, number, ct), ct);
            lacking.Add(ReviewAccount.Tell(account, change, demand));
        }

        // What is wrong stays wrong, whatever else is not known yet.
        return account.Flaws.Count == 0 && lacking.OfType<string>().FirstOrDefault() is { } why ? Observation.Unseen(why) : account.Seen();
    }

    /// <summary>The change that brought the commit; one that is named must be among them, for reviews of another change say nothing.</summary>
    private static async Task<long> NumberAsync(IForge forge, string commit, int named, CancellationToken ct)
    {
        var numbers = await forge.ChangesAsync(commit, ct);
        return numbers switch
        {
            _ when named > 0 => numbers.Contains(named)
                ? named
                : throw new NotSeenException($"The service does not show that change {named} brought this commit."),
            [var only] => only,
            [] => throw new NotSeenException(
                "No change brought this commit, as far as the service shows: it may have been pushed past every review."
            ),
            _ => throw new NotSeenException(
                $"{numbers.Count} changes hold this commit ({string.Join(", ", numbers.Take(10))}): say change."
            ),
        };
    }

    private static List<string> Words(SettingReader settings, string name, string otherwise) =>
        [.. (settings.Text(name) ?? otherwise).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static string CommitName(SettingReader settings)
    {
        var name = settings.Text("commit") ?? "HEAD";
        if (name.Length is 0 or > 250 || name.StartsWith('-'))
        {
            settings.Fault("change: commit is the name of a commit such as HEAD.");
        }

        return name;
    }

    private static async Task<string> CommitAsync(SettingReader settings, string name, CancellationToken ct)
    {
        if (name.Length is 40 or 64 && name.All(char.IsAsciiHexDigitLower))
        {
            return name;
        }

        var told = await new GitProgram(settings.Here, settings.PathOf(".")).RunAsync(
            ["rev-parse", "--verify", "--end-of-options", $"{name}^{{commit}}"],
            ct
        );
        return told.Code == 0 && told.Out.Trim() is { Length: 40 or 64 } commit
            ? commit
            : throw new NotSeenException($"The commit {name} could not be read: {told.Why}");
    }
}
