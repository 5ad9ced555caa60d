namespace Slipway.Checklists.Meaning.Commands;

/// <summary>A command as it stands in a fence, with what was said around it.</summary>
/// <param name="Line">1-based line on which it begins.</param>
/// <param name="Text">The command; comments and prompts stripped, continuations and heredocs kept.</param>
/// <param name="Language"><c>sh</c>, <c>powershell</c>, <c>cmd</c> or <c>sql</c>.</param>
/// <param name="Title">The comment above it.</param>
/// <param name="Notes">Comments behind and below it that belong to it.</param>
internal sealed record FencedCommand(int Line, string Text, string Language, string? Title, IReadOnlyList<string> Notes);

/// <summary>What a fence holds: commands, and comments that ask for something without a command.</summary>
/// <param name="Commands">In order.</param>
/// <param name="Instructions">Numbered comments that no command follows, with their lines.</param>
internal sealed record FenceContent(IReadOnlyList<FencedCommand> Commands, IReadOnlyList<(int Line, string Text)> Instructions)
{
    public static FenceContent Empty { get; } = new([], []);
}
