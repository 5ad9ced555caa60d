using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Git;

/// <summary>One fact of a git repository, by the git program, which writes nothing.</summary>
internal sealed class GitCheck : ICheck
{
    public string Kind => "git";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "fact",
            Required: true,
            "`clean` (no changes), `branch` (its name), `tag` (the tags of the commit), `commit` (its full name), `merged` (`ref` is part of `into`), `signed` (the commit or tag `ref` has a good signature)."
        ),
        new("path", Required: false, "Folder in the repository. Default the folder of the environment."),
        new("ref", Required: false, "Branch, tag or commit that is meant. Default `HEAD`."),
        new("into", Required: false, "For `merged`: the branch that must hold it. Default `main`."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation => Expectation.ExitZero;

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, FindAsync, ct);

    private static async Task<Observation> FindAsync(SettingReader settings, CancellationToken ct)
    {
        var fact = settings.OneOf("fact", "", "clean", "branch", "tag", "commit", "merged", "signed");
        var folder = settings.PathOf(settings.Text("path") ?? ".");
        var (name, into) = (Ref(settings, "ref", "HEAD"), Ref(settings, "into", "main"));
        settings.Check();
        var git = new GitProgram(settings.Here, folder);
        return fact switch
        {
            "clean" => await CleanAsync(git, ct),
            "branch" => await TextAsync(git, ["symbolic-ref", "--short", "-q", "HEAD"], ct),
            "tag" => await TextAsync(git, ["tag", "--points-at", name], ct),
            "commit" => await TextAsync(git, ["rev-parse", "--verify", "--end-of-options", $"{name}^{{commit}}"], ct),
            "merged" => await MergedAsync(git, name, into, ct),
            _ => await SignedAsync(git, name, ct),
        };
    }

    /// <summary>Exit code 1 and the changed paths when something is changed, staged or not tracked.</summary>
    private static async Task<Observation> CleanAsync(GitProgram git, CancellationToken ct)
    {
        var told = await git.RunAsync(["status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignore-submodules=none"], ct);
        if (told.Code != 0)
        {
            return Observation.Unseen(told.Why);
        }

        var changes = told.Out.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return new()
        {
            ExitCode = changes.Length == 0 && !told.Truncated ? 0 : 1,
            Stdout = string.Join('\n', changes),
            Stderr = "",
            Truncated = told.Truncated,
            Counts = told.Truncated ? null : new Dictionary<string, long>(StringComparer.Ordinal) { ["changes"] = changes.Length },
        };
    }

    /// <summary>An answer without words (no branch, no tag) is exit code 1.</summary>
    private static async Task<Observation> TextAsync(GitProgram git, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var told = await git.RunAsync(arguments, ct);
        return told.Code is 0 or 1 && told.Error.Length == 0
            ? new()
            {
                ExitCode = told.Out.Trim().Length > 0 ? 0 : 1,
                Stdout = told.Out.Trim(),
                Stderr = "",
                Truncated = told.Truncated,
            }
            : Observation.Unseen(told.Why);
    }

    private static async Task<Observation> MergedAsync(GitProgram git, string name, string into, CancellationToken ct)
    {
        var told = await git.RunAsync(["merge-base", "--is-ancestor", name, into], ct);
        return told.Code is 0 or 1
            ? new()
            {
                ExitCode = told.Code,
                Stdout = told.Code == 0 ? $"{into} holds {name}" : $"{into} does not hold {name}",
                Stderr = "",
            }
            : Observation.Unseen(told.Why);
    }

    /// <summary>A missing signature and a bad one are exit code 1; a commit that is not there is not known.</summary>
    private static async Task<Observation> SignedAsync(GitProgram git, string name, CancellationToken ct)
    {
        var type = await git.RunAsync(["cat-file", "-t", name], ct);
        if (type.Code != 0)
        {
            return Observation.Unseen(type.Why);
        }

        var told = await git.RunAsync([type.Out.Trim() == "tag" ? "verify-tag" : "verify-commit", name], ct);
        return new()
        {
            ExitCode = told.Code == 0 ? 0 : 1,
            Stdout = told.Code == 0 ? "signed" : "not signed, or not by a key that is trusted here",
            Stderr = told.Error,
            Truncated = told.Truncated,
        };
    }

    /// <summary>A name that begins with a dash would be an option.</summary>
    private static string Ref(SettingReader settings, string setting, string otherwise)
    {
        var name = settings.Text(setting) ?? otherwise;
        if (name.StartsWith('-') || name.Length == 0)
        {
            settings.Fault($"git: {setting} is a branch, tag or commit.");
        }

        return name;
    }
}
