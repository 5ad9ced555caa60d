using Slipway.Checks.Programs;

namespace Slipway.Checks.Git;

/// <summary>What git said.</summary>
internal sealed record GitAnswer(int Code, string Out, string Error, bool Truncated)
{
    public string Why => Error.Trim() is { Length: > 0 } said ? said : $"git ended with code {Code}.";
}

/// <summary>Runs git without prompts, locks, hooks or the programs that a repository names for itself.</summary>
internal sealed class GitProgram(Surroundings here, string folder)
{
    private static readonly Dictionary<string, string> Quiet = new(StringComparer.Ordinal)
    {
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_OPTIONAL_LOCKS"] = "0",
    };

    public async Task<GitAnswer> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var call = new ProgramCall(
            here,
            folder,
            "git",
            ["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", .. arguments]
        )
        {
            HiddenVariables = "GIT_",
            Variables = Quiet,
        };
        var end = await call.RunAsync(ct);
        return new(end.Code, end.Out, end.Error, end.Truncated);
    }
}
