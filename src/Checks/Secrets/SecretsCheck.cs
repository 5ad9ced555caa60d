using Slipway.Checks.Git;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Secrets;

/// <summary>
/// Whether secrets lie in a repository, in its history or in its work tree. What is found is told by rule, place and fingerprint;
/// the value never leaves this folder.
/// </summary>
internal sealed class SecretsCheck : ICheck
{
    private const int Mebibyte = 1024 * 1024;

    public string Kind => "secrets";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "where",
            Required: false,
            "`history` (default: every file, and every message, of every commit that a branch, a tag or another reference reaches) or `tree` (the files of the work tree that git does not ignore)."
        ),
        new("path", Required: false, "Folder in the repository; `tree` looks below it. Default the folder of the environment."),
        new("since", Required: false, "For `history`: only what came after this branch, tag or commit. Default: all."),
        new(
            "allow",
            Required: false,
            "File of the repository with the fingerprints of findings that somebody looked at and allows, one a line, each with a reason behind it. Default: none."
        ),
        new("except", Required: false, "Names of rules that are left out, with `,` between them. Default: none."),
        new("largest", Required: false, "Largest file that is read, in MiB. Default 16; 1 to 256."),
        new(
            "larger",
            Required: false,
            "What becomes of larger files: `unseen` (default: the look says nothing) or `skip` (they are counted)."
        ),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, ScanAsync, ct);

    private static async Task<Observation> ScanAsync(SettingReader settings, CancellationToken ct)
    {
        var where = settings.OneOf("where", "history", "history", "tree");
        var since = Since(settings, where);
        var except = Except(settings);
        var largest = settings.Whole("largest", 16, 1, 256) * Mebibyte;
        var larger = settings.OneOf("larger", "unseen", "unseen", "skip");
        var allow = settings.Text("allow");
        var folder = settings.PathOf(settings.Text("path") ?? ".");
        var allowed = await AllowedSecrets.ReadAsync(settings, allow, ct);
        var look = new RepositoryLook(new(settings.Here, folder), folder, largest, except);
        var account = where == "tree" ? await look.AtTreeAsync(ct) : await look.AtHistoryAsync(since, ct);
        new LeakAccount(look.Tally, allowed, except).Tell(account);
        if (account.Flaws.Count == 0 && look.Tally.TooLarge.Count > 0 && larger == "unseen")
        {
            throw new NotSeenException(
                $"{look.Tally.TooLarge.Count} files are larger than {largest / Mebibyte} MiB and were not read, the first: {look.Tally.TooLarge[0]}. Say largest, or larger=skip."
            );
        }

        return account.Seen();
    }

    private static string? Since(SettingReader settings, string where)
    {
        var since = settings.Text("since");
        if (since is { Length: 0 or > 250 } || since?.StartsWith('-') == true)
        {
            settings.Fault("secrets: since is a branch, tag or commit.");
        }

        if (since is not null && where == "tree")
        {
            settings.Fault("secrets: since is of where=history.");
        }

        return since;
    }

    private static HashSet<string> Except(SettingReader settings)
    {
        var except = (settings.Text("except") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var it in except.Where(it => !TextScan.Rules.Contains(it)))
        {
            settings.Fault(
                $"secrets: no rule is called '{(it.Length > 50 ? it[..50] : it)}'; there are {string.Join(", ", TextScan.Rules)}."
            );
        }

        if (except.Count == TextScan.Rules.Count)
        {
            settings.Fault("secrets: except leaves no rule.");
        }

        return except;
    }
}
