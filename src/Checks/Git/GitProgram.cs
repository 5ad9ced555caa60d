using Slipway.Checks.Looks;
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
        ["GIT_NO_REPLACE_OBJECTS"] = "1",
    };

    public async Task<GitAnswer> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var end = await Call(arguments).RunAsync(ct);
        return new(end.Code, end.Out, end.Error, end.Truncated);
    }

    /// <summary>Talks with git while it runs; false ends it.</summary>
    /// <exception cref="NotSeenException">It ended before all was said, or with another code than 0.</exception>
    public async Task PipeAsync(
        IReadOnlyList<string> arguments,
        Func<Stream, Stream, CancellationToken, Task<bool>> talk,
        CancellationToken ct
    )
    {
        var end = await Call(arguments).PipeAsync(talk, ct);
        if (end.Code != 0)
        {
            throw new NotSeenException(new GitAnswer(end.Code, "", end.Error, end.Truncated).Why);
        }
    }

    private ProgramCall Call(IReadOnlyList<string> arguments) =>
        new(here, folder, "git", ["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", .. arguments])
        {
            HiddenVariables = "GIT_",
            Variables = Quiet,
        };
}
